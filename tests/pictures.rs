//! Plots and drawn packets. What graphs look like is held against Scapy in `tests/compat/graphs.py`;
//! here are the forms of the files: PDF as ISO 32000-1 section 7.5 wants it, PostScript as the
//! Document Structuring Conventions do, SVG as XML.

use std::path::Path;
use std::process::Command;

fn pkt(folder: &Path, code: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pkt"));
    let done = command.args(["-c", code]).current_dir(folder).output();
    let done = done.expect("pkt runs");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).expect("text")
}

const PACKETS: &str = "\
ps = PacketList([Ether(src='02:00:00:00:00:01', dst='02:00:00:00:00:02')/IP(src='10.0.0.1', dst='10.0.0.2')\
/UDP(sport=n, dport=53)/Raw(b'(a) \\\\ <b>') for n in range(1, 4)])\n";

fn drawn(code: &str, file: &str) -> String {
    let folder = tempfile::tempdir().expect("a directory");
    pkt(folder.path(), &format!("{PACKETS}{code}"));
    std::fs::read_to_string(folder.path().join(file)).expect("a file")
}

#[test]
fn a_plot_has_its_points_where_they_belong() {
    let folder = tempfile::tempdir().expect("a directory");
    let text = pkt(
        folder.path(),
        &format!("{PACKETS}l = ps.plot(lambda p: p[UDP].sport, width=21, height=5)\nprint(l)"),
    );
    assert_eq!(
        text,
        "3 |                    +\n  |\n  |          +\n  |\n1 |+\n  +---------------------\n   \
         0                   2\n[<Line2D of 3 points>]\n"
    );
    let text = pkt(
        folder.path(),
        &format!(
            "{PACKETS}ps.multiplot(lambda p: ('odd' if p[UDP].sport % 2 else 'even', (p[UDP].sport, 5)), \
             plot_xy=True, width=21, height=3)"
        ),
    );
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], "    |+         x         +");
    assert_eq!(lines[5].trim(), "+ odd   x even");
}

#[test]
fn a_drawing_has_every_field_and_every_octet() {
    let svg = drawn("ps[0].svgdump('p', layer_shift=1)", "p.svg");
    for word in [
        ">Ethernet<",
        ">chksum<",
        ">10.0.0.2<",
        ">domain<",
        ">load<",
        "&lt;b&gt;",
    ] {
        assert!(svg.contains(word), "{word}: {svg}");
    }
    let octets = svg
        .matches("</text>")
        .count()
        .checked_sub(4 + 2 * (3 + 12 + 4 + 1) + 4);
    assert_eq!(octets, Some(14 + 20 + 8 + 9), "{svg}");
    // Each element that is opened is closed.
    assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
    assert!(svg.ends_with("</svg>\n"));
}

#[test]
fn tables_of_a_pdf_lead_to_its_objects() {
    let pdf = drawn("ps.pdfdump('p.pdf')", "p.pdf");
    let start: usize = pdf
        .rsplit("startxref\n")
        .next()
        .and_then(|rest| rest.lines().next()?.parse().ok())
        .expect("the place of the table");
    let table: Vec<&str> = pdf[start..].lines().skip(3).collect();
    let places = table
        .iter()
        .map_while(|line| line.strip_suffix(" 00000 n "));
    let places: Vec<usize> = places
        .map(|place| place.parse().expect("a place"))
        .collect();
    // The catalogue, the tree, two fonts, and a page and its contents for each packet.
    assert_eq!(places.len(), 4 + 2 * 3);
    for (number, place) in places.iter().enumerate() {
        let begins = format!("{} 0 obj\n", number + 1);
        assert!(pdf[*place..].starts_with(&begins), "{number}");
    }
    for part in pdf.split("/Length ").skip(1) {
        let (length, rest) = part.split_once(" >>\nstream\n").expect("a stream");
        let length: usize = length.parse().expect("a length");
        assert!(rest[length..].starts_with("\nendstream"));
    }
    assert!(pdf.contains("(b'\\(a\\) "), "parentheses are escaped");
}

#[test]
fn postscript_says_how_many_pages_it_has() {
    let ps = drawn("ps.psdump('p.ps')", "p.ps");
    assert!(ps.starts_with("%!PS-Adobe-3.0\n"));
    assert!(ps.contains("\n%%Pages: 3\n"));
    assert_eq!(ps.matches("showpage").count(), 3);
    let eps = drawn("ps[0].psdump('p.eps')", "p.eps");
    assert!(eps.starts_with("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 "));
}
