//! The table that the benchmarks print, line by line as they end.

use std::io::Write;

pub struct Table {
    out: std::io::Stdout,
}

impl Table {
    pub fn new() -> Self {
        let mut table = Self {
            out: std::io::stdout(),
        };
        table.text("| # | work | pkt | peer | | ratio | must |");
        table.text("|---|---|---|---|---|---|---|");
        table
    }

    fn text(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
        let _ = self.out.flush();
    }

    /// Nanoseconds: the ratio says how many times faster than the peer we are.
    pub fn time(
        &mut self,
        row: &str,
        work: &str,
        ours: f64,
        name: &str,
        peer: Option<f64>,
        must: &str,
    ) {
        let ratio = peer.map(|peer| peer / ours);
        self.line(
            row,
            work,
            &duration(ours),
            name,
            peer.map(duration),
            ratio,
            must,
        );
    }

    /// Things per second: the ratio says how many times faster than the peer we are.
    pub fn rate(
        &mut self,
        row: &str,
        work: &str,
        ours: f64,
        name: &str,
        peer: Option<f64>,
        must: &str,
    ) {
        let ratio = peer.map(|peer| ours / peer);
        self.line(row, work, &rate(ours), name, peer.map(rate), ratio, must);
    }

    /// A row that could not be measured.
    pub fn missing(&mut self, row: &str, why: &str) {
        self.text(&format!("| {row} | {why} | – | – | | – | |"));
    }

    /// A row whose figure needs words.
    pub fn said(&mut self, row: &str, work: &str, figure: &str, must: &str) {
        self.text(&format!("| {row} | {work} | {figure} | – | | – | {must} |"));
    }

    #[allow(clippy::too_many_arguments)]
    fn line(
        &mut self,
        row: &str,
        work: &str,
        ours: &str,
        name: &str,
        peer: Option<String>,
        ratio: Option<f64>,
        must: &str,
    ) {
        let peer = peer.unwrap_or_else(|| "not here".into());
        let ratio = ratio.map_or_else(|| "–".into(), |ratio| format!("{ratio:.2}"));
        self.text(&format!(
            "| {row} | {work} | {ours} | {name} | {peer} | {ratio} | {must} |"
        ));
    }
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns >= 1e6 => format!("{:.2} ms", ns / 1e6),
        ns if ns >= 1e4 => format!("{:.1} µs", ns / 1e3),
        ns => format!("{ns:.1} ns"),
    }
}

fn rate(per_second: f64) -> String {
    match per_second {
        rate if rate >= 1e6 => format!("{:.2} M/s", rate / 1e6),
        rate => format!("{:.1} k/s", rate / 1e3),
    }
}
