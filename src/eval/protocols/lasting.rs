//! What lives as long as the program, as all that tables refer to does.

pub fn text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

pub fn value<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub fn list<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}
