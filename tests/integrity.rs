//! The integrity check of ESP against the digests of RFC 2404 and RFC 4868, computed beside it.

use std::process::Command;

const SCRIPT: &str = r#"
import hmac
from scapy.all import *
load_layer("ipsec")
plain = IP(raw(IP(src="192.0.2.1", dst="192.0.2.2") / UDP(sport=5, dport=6) / b"some data"))
for name, digest, length in (("HMAC-MD5-96", "md5", 12), ("HMAC-SHA1-96", "sha1", 12),
                             ("SHA2-256-128", "sha256", 16), ("SHA2-384-192", "sha384", 24),
                             ("SHA2-512-256", "sha512", 32)):
    for more in (b"", b"\x00\x00\x00\x07"):
        one = SecurityAssociation(ESP, spi=7, auth_algo=name, auth_key=b"secret key", esn_en=bool(more), esn=7)
        sent = one.encrypt(plain)
        octets = raw(sent[ESP])
        covered, check = octets[:-length], octets[-length:]
        assert hmac.new(b"secret key", covered + more, digest).digest()[:length] == check, name
        assert one.decrypt(sent) == plain, name
        other = SecurityAssociation(ESP, spi=7, auth_algo=name, auth_key=b"another key")
        try:
            other.decrypt(sent)
            assert False, name
        except IPSecIntegrityError:
            pass
        assert other.decrypt(sent, verify=False) == plain
print("done")
"#;

#[test]
fn esp_carries_the_digests_of_the_standards() {
    let output = Command::new(env!("CARGO_BIN_EXE_pkt"))
        .args(["-c", SCRIPT])
        .output()
        .expect("the program starts");
    let (out, err) = (&output.stdout, &output.stderr);
    assert_eq!(
        String::from_utf8_lossy(out),
        "done\n",
        "{}",
        String::from_utf8_lossy(err)
    );
}
