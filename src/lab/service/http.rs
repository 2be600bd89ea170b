//! A web server of one file: HTTP/1.1 as far as browsers and curl need it. RFC 9112.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use super::{PATIENCE, Place};

/// No request of an exercise is longer.
const LONGEST: u64 = 64 << 10;

/// Answers the requests of one connection; the first line of the last one and its status.
pub fn answer(mut stream: TcpStream, place: &Place) -> io::Result<String> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?.take(LONGEST));
    let mut said = String::new();
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return match said.is_empty() {
                true => Ok("asked nothing".to_owned()),
                false => Ok(said),
            };
        }
        let mut stays = first.trim_end().ends_with("HTTP/1.1");
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let (name, value) = (name.to_ascii_lowercase(), value.trim());
            match name.as_str() {
                "connection" => stays = value.eq_ignore_ascii_case("keep-alive"),
                "content-length" => length = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        let mut body = Vec::new();
        reader.by_ref().take(length).read_to_end(&mut body)?;
        let (status, page) = page(&first, place);
        let head = format!(
            "HTTP/1.1 {status}\r\nServer: pkt\r\nContent-Type: text/html; charset=utf-8\r\n\
             Content-Length: {}\r\nConnection: {}\r\n\r\n",
            page.len(),
            if stays { "keep-alive" } else { "close" }
        );
        let page = if first.starts_with("HEAD ") {
            ""
        } else {
            &page
        };
        // In one piece, so that a capture shows one segment.
        stream.write_all(format!("{head}{page}").as_bytes())?;
        said = format!("{} {status}", first.trim_end());
        if !stays {
            return Ok(said);
        }
    }
}

/// The status and the page for a request line.
fn page(first: &str, place: &Place) -> (&'static str, String) {
    let mut words = first.split_whitespace();
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if !["GET", "HEAD", "POST"].contains(&method) {
        return ("405 Method Not Allowed", "no such method\n".to_owned());
    }
    if let Some((_, page)) = place.pages.iter().find(|(known, _)| known == path) {
        return ("200 OK", page.clone());
    }
    match path {
        "/" => {
            let host = &place.host;
            let page = format!("<html><body><h1>Hello from {host}!</h1></body></html>\n");
            ("200 OK", page)
        }
        _ => ("404 Not Found", format!("there is no {path} here\n")),
    }
}
