//! A name server that knows the names of the lab. RFC 1035.

use std::net::IpAddr;

const HEADER: usize = 12;
const A: u16 = 1;
const AAAA: u16 = 28;
const ANY: u16 = 255;

/// Seconds for which an answer holds.
const TIME_TO_LIVE: u32 = 60;

const FORMAT_ERROR: u8 = 1;
const NO_SUCH_NAME: u8 = 3;
const NOT_IMPLEMENTED: u8 = 4;

/// The answer to a query, and what was asked: `A www.example.com: 10.9.0.6`
pub fn answer(query: &[u8], names: &[(String, IpAddr)]) -> (Vec<u8>, String) {
    let Some((name, kind, end)) = question(query) else {
        let mut answer = query.get(..2).unwrap_or(&[0, 0]).to_vec();
        answer.extend([0x80, FORMAT_ERROR, 0, 0, 0, 0, 0, 0, 0, 0]);
        return (answer, "sent no query".to_owned());
    };
    let known: Vec<IpAddr> = names
        .iter()
        .filter(|(known, _)| known.trim_end_matches('.').eq_ignore_ascii_case(&name))
        .map(|(_, address)| *address)
        .collect();
    let fits = |address: &&IpAddr| match kind {
        A => address.is_ipv4(),
        AAAA => address.is_ipv6(),
        _ => kind == ANY,
    };
    let found: Vec<IpAddr> = known.iter().filter(fits).copied().collect();
    let standard = query[2] & 0x78 == 0;
    let status = match (standard, known.is_empty()) {
        (false, _) => NOT_IMPLEMENTED,
        (true, true) => NO_SUCH_NAME,
        (true, false) => 0,
    };
    let mut answer = query[..2].to_vec();
    // An answer, authoritative; the wish for recursion is given back.
    answer.extend([0x84 | query[2] & 0x79, status]);
    for count in [1, found.len() as u16, 0, 0] {
        answer.extend(count.to_be_bytes());
    }
    answer.extend(&query[HEADER..end]);
    for address in &found {
        let (kind, octets) = match address {
            IpAddr::V4(v4) => (A, v4.octets().to_vec()),
            IpAddr::V6(v6) => (AAAA, v6.octets().to_vec()),
        };
        // The name stands at the question already.
        answer.extend([0xc0, HEADER as u8]);
        answer.extend(kind.to_be_bytes());
        answer.extend(1u16.to_be_bytes());
        answer.extend(TIME_TO_LIVE.to_be_bytes());
        answer.extend((octets.len() as u16).to_be_bytes());
        answer.extend(octets);
    }
    let kind = match kind {
        A => "A".to_owned(),
        AAAA => "AAAA".to_owned(),
        ANY => "ANY".to_owned(),
        other => format!("TYPE{other}"),
    };
    let words = match (status, &found[..]) {
        (0, []) => "nothing of that kind".to_owned(),
        (0, found) => {
            let found: Vec<String> = found.iter().map(IpAddr::to_string).collect();
            found.join(" ")
        }
        (NO_SUCH_NAME, _) => "no such name".to_owned(),
        _ => "not implemented".to_owned(),
    };
    (answer, format!("{kind} {name}: {words}"))
}

/// Name, type, and where the question ends.
fn question(query: &[u8]) -> Option<(String, u16, usize)> {
    let is_query = query.len() > HEADER && query[2] & 0x80 == 0 && query[4..6] == [0, 1];
    if !is_query {
        return None;
    }
    let mut at = HEADER;
    let mut labels = Vec::new();
    loop {
        let length = usize::from(*query.get(at)?);
        at += 1;
        if length == 0 {
            break;
        }
        // In a question nothing can be pointed to.
        if length > 63 {
            return None;
        }
        labels.push(String::from_utf8_lossy(query.get(at..at + length)?).into_owned());
        at += length;
    }
    let kind = u16::from_be_bytes(*query.get(at..)?.first_chunk()?);
    query.get(at + 2..at + 4)?;
    Some((labels.join("."), kind, at + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_query_gets_a_format_error() {
        let names = [("bob".to_owned(), IpAddr::from([10, 9, 0, 6]))];
        for octets in [&b""[..], b"x", &[0xff; 40], &[0; 13]] {
            let (answer, said) = answer(octets, &names);
            assert_eq!((answer[3], said.as_str()), (FORMAT_ERROR, "sent no query"));
        }
    }
}
