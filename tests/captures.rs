//! Captures of what real programs say to each other (`tests/captures/make.sh`): each frame is read
//! as Scapy reads it (`tests/captures/record.py`), and its octets are given back as they were.

use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use pkt::builtins;
use pkt::eval::interp::Interp;
use pkt::host::output::Output;
use serde_json::Value;

#[test]
fn frames_of_real_programs_are_read_as_in_scapy_and_given_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures");
    let notes = std::fs::File::open(folder.join("layers.json.gz")).expect("the notes are there");
    let mut text = String::new();
    GzDecoder::new(notes)
        .read_to_string(&mut text)
        .expect("the notes are gzip'd text");
    let notes: Value = serde_json::from_str(&text).expect("the notes are JSON");
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let mut count = 0;
    let mut wrong = Vec::new();
    for (name, frames) in notes.as_object().expect("an object by captures") {
        let said = read(&mut interp, &folder.join(name));
        let frames = frames.as_array().expect("a list of frames");
        assert_eq!(said.len(), frames.len(), "frames of {name}");
        for (number, (own, scapy)) in said.iter().zip(frames).enumerate() {
            count += 1;
            let layers = scapy["layers"].as_array().into_iter().flatten();
            let layers: Vec<&str> = layers.filter_map(Value::as_str).collect();
            let summary = scapy["summary"].as_str().unwrap_or_default();
            let built = scapy["built"].as_str().unwrap_or_default();
            let wanted = format!("{} True {summary} {built}", layers.join("/"));
            if *own != wanted {
                wrong.push(format!("{name} {number}\n  scapy {wanted}\n  pkt   {own}"));
            }
        }
    }
    assert!(count > 100, "only {count} frames");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Layers, whether the octets are the frame's, the summary, and the octets that are built from the
/// fields, of each frame.
fn read(interp: &mut Interp, capture: &Path) -> Vec<String> {
    let script = format!(
        "for frame in rdpcap({:?}):\n    \
             names = '/'.join(layer.__name__ for layer in frame.layers())\n    \
             again = frame.copy()\n    \
             again.clear_cache()\n    \
             print(names, bytes(frame) == frame.original, frame.summary(), bytes(again).hex())\n",
        capture.display().to_string()
    );
    let globals = interp.main.globals.clone();
    if let Err(error) = interp.exec(&script, "<capture>", &globals) {
        panic!("{}: {}", capture.display(), error.text());
    }
    interp.output.take().lines().map(str::to_owned).collect()
}

/// Hand-made frames that a rebuilding would change: padding that is not zero in a radiotap header,
/// an ICMP extension where no length tells of one, a check sequence behind a padding, numbers of
/// ASN.1 that are longer than they need to be.
#[test]
fn octets_that_nobody_changed_are_given_back() {
    let frames = [
        ("RadioTap", "000018008e58000000026c09a0005800992a000065f43096b0003a01000d9382363a000c4182b255000c4182b25590fc000002000000".to_owned()),
        ("IP", format!("450000a8000100004001000001020304050607080300000000000000{}{}", "41".repeat(128), "2000ffff00040101deadbeef5566")),
        // An object identifier with more octets than it needs.
        ("SNMP", "302a02010004067075626c6963a01d02010102010002010030123010060c2b80808080808080808080000500".to_owned()),
        (
            "Dot11FCS",
            format!("08000000{}{}aaaa0300000008060001080006040001{}{}01020304", "02".repeat(18), "1000", "03".repeat(20), "77".repeat(14)),
        ),
    ];
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let globals = interp.main.globals.clone();
    for (layer, octets) in frames {
        let script = format!(
            "p = {layer}(bytes.fromhex('{octets}'))\np.summary()\np.show(dump=True)\n\
             print(bytes(p).hex(), bytes(p.copy()).hex())"
        );
        if let Err(error) = interp.exec(&script, "<frame>", &globals) {
            panic!("{layer}: {}", error.text());
        }
        assert_eq!(
            interp.output.take().trim(),
            format!("{octets} {octets}"),
            "{layer}"
        );
    }
}

/// What of ASN.1 is changed is built anew, also where the new value is equal and of another type, and
/// a captured frame may have no octets.
#[test]
fn what_was_changed_is_built_and_nothing_stays_nothing() {
    let script = "
octets = bytes.fromhex('302a02010004067075626c6963a01d02010102010002010030123010060c2b80808080808080808080000500')
for change in ['value = ASN1_INTEGER(0)', 'oid.val = \"1.3.6\"', 'value.tag']:
    p = SNMP(octets)
    exec('p.PDU.varbindlist[0].' + change)
    print(bytes(p).hex())
p = SNMP(bytes.fromhex('302202010104067075626c6963a015020100020100020100300a300806032b0601410121'))
p.PDU.varbindlist[0].value = ASN1_GAUGE32(0x21)
print(bytes(p).hex())
import io, struct
head = struct.pack('<IHHIIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)
p = rdpcap(io.BytesIO(head + bytes(16)))[0]
print(repr(p), bytes(p), p.type)
p.type = 5
print(len(bytes(p)))
";
    let mut interp = Interp::new(Output::memory());
    builtins::install(&mut interp);
    let globals = interp.main.globals.clone();
    if let Err(error) = interp.exec(script, "<script>", &globals) {
        panic!("{}", error.text());
    }
    let said = interp.output.take();
    // As Scapy builds the first, second and fourth; it builds the third anew, too.
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [
            "302102010004067075626c6963a0140201010201000201003009300706022b00020100",
            "302002010004067075626c6963a0130201010201000201003008300606022b060500",
            "302a02010004067075626c6963a01d02010102010002010030123010060c2b80808080808080808080000500",
            "302202010104067075626c6963a015020100020100020100300a300806032b0601420121",
            "<Ether  |> b'' 36864",
            "14",
        ]
    );
}
