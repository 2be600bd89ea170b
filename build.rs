//! Links the program at a fixed address.
//!
//! The tables hold tens of thousands of references to text. At a random address the loader has to
//! write each of them before the program begins, which costs a third of its start.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-link-arg-bins=-no-pie");
}
