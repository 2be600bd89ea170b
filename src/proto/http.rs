//! HTTP/1. RFC 9110 and RFC 9112; the header fields that have a name here are those of RFC 4229
//! and some that are common without being in any RFC.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};

use super::binding::{Binding, bind, bind_up};
use super::field::{Display, Field, Kind, Preset, octets};
use super::registry::{Family, Switch};
use super::tcp::TCP;
use super::{Answered, Answers, Around, Form, Guess, Hash, Proto};
use crate::when;

pub static HTTP: Proto = Proto {
    guess: Some(guess),
    show_indent: false,
    example: r#"IP(src="10.0.0.1", dst="10.0.0.2")/TCP()/HTTP()/HTTPRequest(Host="example.org", Path="/index.html")"#,
    ..Proto::new("HTTP", "HTTP 1", &[])
};

pub static REQUEST: Proto = Proto {
    example: r#"HTTP()/HTTPRequest(Method="POST", Path="/login", Host="example.org")/Raw(b"user=a")"#,
    form: Form::Lines,
    hash: Hash::Octets(|_| b"HTTP1".to_vec()),
    summary: "%HTTPRequest.Method% '%HTTPRequest.Path%' ",
    ..Proto::new(
        "HTTPRequest",
        "HTTP Request",
        &lines(
            ["GET", "/", "HTTP/1.1"],
            [
                "Method",
                "Path",
                "Http_Version",
                "A_IM",
                "Accept",
                "Accept_Charset",
                "Accept_Datetime",
                "Accept_Encoding",
                "Accept_Language",
                "Access_Control_Request_Headers",
                "Access_Control_Request_Method",
                "Authorization",
                "Cache_Control",
                "Connection",
                "Content_Length",
                "Content_MD5",
                "Content_Type",
                "Cookie",
                "DNT",
                "Date",
                "Expect",
                "Forwarded",
                "From",
                "Front_End_Https",
                "HTTP2_Settings",
                "Host",
                "If_Match",
                "If_Modified_Since",
                "If_None_Match",
                "If_Range",
                "If_Unmodified_Since",
                "Keep_Alive",
                "Max_Forwards",
                "Origin",
                "Permanent",
                "Pragma",
                "Proxy_Authorization",
                "Proxy_Connection",
                "Range",
                "Referer",
                "Save_Data",
                "TE",
                "Upgrade",
                "Upgrade_Insecure_Requests",
                "User_Agent",
                "Via",
                "Warning",
                "X_ATT_DeviceId",
                "X_Correlation_ID",
                "X_Csrf_Token",
                "X_Forwarded_For",
                "X_Forwarded_Host",
                "X_Forwarded_Proto",
                "X_Http_Method_Override",
                "X_Request_ID",
                "X_Requested_With",
                "X_UIDH",
                "X_Wap_Profile",
                "Unknown_Headers",
            ],
        ),
    )
};

pub static RESPONSE: Proto = Proto {
    example: r#"HTTP()/HTTPResponse(Date="Sun, 06 Nov 1994 08:49:37 GMT", Server="s")/Raw(b"<p>Hello")"#,
    form: Form::Lines,
    wraps: Some(wrapped),
    unwraps: Some(unwrapped),
    hash: Hash::Octets(|_| b"HTTP1".to_vec()),
    answers: Answers::Test(answers),
    summary: "%HTTPResponse.Status_Code% %HTTPResponse.Reason_Phrase%",
    ..Proto::new(
        "HTTPResponse",
        "HTTP Response",
        &lines(
            ["HTTP/1.1", "200", "OK"],
            [
                "Http_Version",
                "Status_Code",
                "Reason_Phrase",
                "Accept_Patch",
                "Accept_Ranges",
                "Access_Control_Allow_Credentials",
                "Access_Control_Allow_Headers",
                "Access_Control_Allow_Methods",
                "Access_Control_Allow_Origin",
                "Access_Control_Expose_Headers",
                "Access_Control_Max_Age",
                "Age",
                "Allow",
                "Alt_Svc",
                "Cache_Control",
                "Connection",
                "Content_Disposition",
                "Content_Encoding",
                "Content_Language",
                "Content_Length",
                "Content_Location",
                "Content_MD5",
                "Content_Range",
                "Content_Security_Policy",
                "Content_Type",
                "Date",
                "Delta_Base",
                "ETag",
                "Expires",
                "IM",
                "Keep_Alive",
                "Last_Modified",
                "Link",
                "Location",
                "P3P",
                "Permanent",
                "Pragma",
                "Proxy_Authenticate",
                "Public_Key_Pins",
                "Refresh",
                "Retry_After",
                "Server",
                "Set_Cookie",
                "Status",
                "Strict_Transport_Security",
                "Timing_Allow_Origin",
                "Tk",
                "Trailer",
                "Transfer_Encoding",
                "Upgrade",
                "Vary",
                "Via",
                "WWW_Authenticate",
                "Warning",
                "X_Content_Duration",
                "X_Content_Security_Policy",
                "X_Content_Type_Options",
                "X_Correlation_ID",
                "X_Frame_Options",
                "X_Powered_By",
                "X_Request_ID",
                "X_UA_Compatible",
                "X_WebKit_CSP",
                "X_XSS_Protection",
                "Unknown_Headers",
            ],
        ),
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.http",
    source: "RFC 9110, RFC 9112, RFC 4229",
    protocols: &[&HTTP, &REQUEST, &RESPONSE],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&TCP, &HTTP, when!(sport = 80)),
    bind_up(&TCP, &HTTP, when!(dport = 80)),
    bind(&TCP, &HTTP, when!(sport = 80, dport = 80)),
    bind_up(&TCP, &HTTP, when!(sport = 8080)),
    bind_up(&TCP, &HTTP, when!(dport = 8080)),
];

/// The words of the first line with their defaults, and the header fields.
const fn lines<const N: usize>(first: [&'static str; 3], names: [&'static str; N]) -> [Field; N] {
    let mut fields = [line("", Preset::None); N];
    let mut at = 0;
    while at < N {
        let preset = match at {
            0..3 => Preset::Text(first[at]),
            _ => Preset::None,
        };
        fields[at] = match at + 1 == N {
            true => Field::new(names[at], Kind::Pairs, 0).class("_HTTPHeaderField"),
            false => line(names[at], preset),
        };
        at += 1;
    }
    fields
}

const fn line(name: &'static str, preset: Preset) -> Field {
    octets(name)
        .preset(preset)
        .display(Display::Plain)
        .class("_HTTPHeaderField")
}

const METHODS: [&[u8]; 8] = [
    b"OPTIONS", b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"TRACE", b"CONNECT",
];

fn guess(_: &dyn Around, payload: &[u8]) -> Guess {
    let Some(end) = payload.windows(2).position(|pair| pair == b"\r\n") else {
        return Guess::Raw;
    };
    let line = &payload[..end];
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    if line.contains(&b'\n') {
        Guess::Raw
    } else if is_request(line) {
        Guess::Proto(&REQUEST)
    } else if is_response(line) {
        Guess::Proto(&RESPONSE)
    } else {
        Guess::Raw
    }
}

/// `GET /index.html HTTP/1.1`
fn is_request(line: &[u8]) -> bool {
    let target = METHODS
        .iter()
        .find_map(|method| line.strip_prefix(*method)?.strip_prefix(b" "));
    target.is_some_and(|rest| {
        let (target, version) = rest.split_at(rest.len().saturating_sub(9));
        !target.is_empty() && version.first() == Some(&b' ') && is_version(&version[1..])
    })
}

/// `HTTP/1.1 200 OK`
fn is_response(line: &[u8]) -> bool {
    line.len() >= 13
        && is_version(&line[..8])
        && line[8] == b' '
        && line[9..12].iter().all(u8::is_ascii_digit)
        && line[12] == b' '
}

/// `HTTP/1.1`
fn is_version(word: &[u8]) -> bool {
    matches!(word, [b'H', b'T', b'T', b'P', b'/', major, b'.', minor]
        if major.is_ascii_digit() && minor.is_ascii_digit())
}

fn answers(_: &dyn Around, other: &dyn Around) -> Answered {
    other.proto().is(&REQUEST).into()
}

/// The encodings of a response that are seen to, the outermost first.
fn encodings(response: &dyn Around) -> Vec<String> {
    let names = ["Transfer_Encoding", "Content_Encoding"];
    let values = names.iter().filter_map(|name| response.octets(name));
    let values = values.filter(|value| !value.is_empty());
    values
        .flat_map(|value| {
            let text = String::from_utf8_lossy(&value).to_lowercase();
            let words: Vec<String> = text.split(',').map(|word| word.trim().to_owned()).collect();
            words
        })
        .filter(|word| match &**word {
            "chunked" => Switch::HttpAutoChunk.is_on(),
            _ => Switch::HttpAutoCompression.is_on(),
        })
        .collect()
}

fn has(encodings: &[String], name: &str) -> bool {
    encodings.iter().any(|encoding| encoding == name)
}

/// No body grows beyond this many octets; one that would stays as it came.
const MOST: u64 = 1 << 28;

/// A body without chunks and compression.
fn unwrapped(response: &dyn Around, body: &[u8]) -> Option<Vec<u8>> {
    if body.is_empty() {
        return None;
    }
    let encodings = encodings(response);
    let whole = has(&encodings, "chunked").then(|| unchunked(body));
    let body = whole.as_deref().unwrap_or(body);
    let mut out = Vec::new();
    let read = if has(&encodings, "deflate") {
        ZlibDecoder::new(body).take(MOST).read_to_end(&mut out)
    } else if has(&encodings, "gzip") {
        MultiGzDecoder::new(body).take(MOST).read_to_end(&mut out)
    } else {
        return whole;
    };
    match read {
        Ok(length) if (length as u64) < MOST => Some(out),
        _ => None,
    }
}

/// RFC 9112 section 7.1; as in Scapy, what starts with the first chunk that is none where there
/// is one.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while !body.is_empty() {
        let Some((load, rest)) = chunk(body) else {
            return body.to_vec();
        };
        out.extend_from_slice(load);
        body = rest;
    }
    out
}

/// A chunk, and what comes after it.
fn chunk(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = body.windows(2).position(|pair| pair == b"\r\n")?;
    let length = std::str::from_utf8(&body[..end]).ok()?.trim();
    let length = usize::from_str_radix(length, 16).ok()?;
    let (load, rest) = body[end + 2..].split_at_checked(length)?;
    Some((load, rest.strip_prefix(b"\r\n")?))
}

/// A body as one chunk, compressed.
fn wrapped(response: &dyn Around, body: &[u8]) -> Option<Vec<u8>> {
    let encodings = encodings(response);
    let mut out = if has(&encodings, "deflate") {
        let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, body).ok()?;
        encoder.finish().ok()?
    } else if has(&encodings, "gzip") {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, body).ok()?;
        encoder.finish().ok()?
    } else {
        body.to_vec()
    };
    if has(&encodings, "chunked") {
        let mut chunked = format!("{:X}\r\n", out.len()).into_bytes();
        chunked.append(&mut out);
        chunked.extend_from_slice(b"\r\n0\r\n\r\n");
        out = chunked;
    }
    Some(out)
}
