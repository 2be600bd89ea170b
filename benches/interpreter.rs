//! The interpreter's loops beside CPython's in one run: `cargo bench --bench interpreter`.
//!
//! Each file of `benches/loops/` defines `work(n)`; the figure is nanoseconds per `n`.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use pkt::eval::interp::Interp;
use pkt::eval::value::Value;
use pkt::host::output::Output;

const ROUNDS: i64 = 2_000_000;

fn main() {
    let mut out = std::io::stdout();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/loops");
    let mut files: Vec<_> = std::fs::read_dir(directory)
        .expect("the directory is in the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let _ = writeln!(
        out,
        "{:<14}{:>8}{:>10}{:>8}",
        "ns per round", "pkt", "python3", "ratio"
    );
    for file in files {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&file).expect("the file is readable");
        let ours = ours(&text);
        let theirs = theirs(&text);
        let _ = writeln!(
            out,
            "{name:<14}{ours:>8.1}{theirs:>10.1}{:>8.2}",
            theirs / ours
        );
    }
}

fn ours(text: &str) -> f64 {
    let mut interp = Interp::new(Output::memory());
    pkt::builtins::install(&mut interp);
    interp.run_module(text, "bench").expect("the program runs");
    let work = interp.main.get("work").expect("the program defines work");
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let start = Instant::now();
        interp
            .call(&work, &[Value::Int(ROUNDS)])
            .expect("work runs");
        best = best.min(start.elapsed().as_nanos() as f64 / ROUNDS as f64);
    }
    best
}

fn theirs(text: &str) -> f64 {
    let code = format!(
        "{text}\nimport time\nbest = 1e99\nfor _ in range(3):\n    s = time.perf_counter()\n    work({ROUNDS})\n    best = min(best, time.perf_counter() - s)\nprint(best / {ROUNDS} * 1e9)\n"
    );
    let run = Command::new("python3")
        .args(["-I", "-c", &code])
        .output()
        .expect("python3 runs");
    String::from_utf8_lossy(&run.stdout)
        .trim()
        .parse()
        .unwrap_or(f64::NAN)
}
