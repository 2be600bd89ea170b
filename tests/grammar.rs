//! The grammar: what is parsed, into which trees, and what is refused, in which words.

#[test]
fn smoke() {
    let text = std::fs::read_to_string(std::env::var("PKT_SAMPLE").unwrap_or("/dev/null".into()))
        .expect("sample");
    match pkt::lang::parse_module(&text) {
        Ok(module) => println!("{module:#?}"),
        Err(error) => {
            let map = pkt::lang::SourceMap::new(&text);
            println!("{:?} {error:?}", map.place(error.span.start));
        }
    }
}
