//! What rules of the tables may ask about the packet around a field.

use crate::proto::Proto;

/// What a rule may ask: the layer that it belongs to, and its neighbours.
pub trait Around {
    /// The value of a field of this layer, or above, as a number; `None` when it is not set or
    /// is no number.
    fn int(&self, field: &str) -> Option<i64>;
    /// The value of a field of this layer that was set or read, as a number.
    fn set_int(&self, _field: &str) -> Option<i64> {
        None
    }
    /// The value of a field as octets, when it is octets or text.
    fn octets(&self, field: &str) -> Option<Vec<u8>>;
    /// The value of a field of this layer, or above, as `str()` writes it.
    fn text(&self, field: &str) -> String;
    /// The value of a field of this layer, or above, as packets show it.
    fn shown(&self, field: &str) -> String;
    /// The numbers in a field of this layer, or above, that holds a list.
    fn ints(&self, field: &str) -> Vec<i64>;
    /// The number of elements of a field of this layer, or above, that holds a list.
    fn count(&self, field: &str) -> Option<usize>;
    /// Looks at the first packet that a field holds.
    fn first_in(&self, field: &str, look: &mut dyn FnMut(&dyn Around));
    /// Looks at each packet that a field holds.
    fn each_in(&self, field: &str, look: &mut dyn FnMut(&dyn Around));
    /// The octets of the first layer of a protocol that stands above, payload included.
    fn octets_above(&self, proto: &'static Proto) -> Option<Vec<u8>>;
    /// The octets of the header that holds this packet in a list, as far as the list, if that
    /// lends them (`Field::lends_header`).
    fn lent_header(&self) -> Option<Vec<u8>> {
        None
    }
    /// Looks at the layer below.
    fn below(&self, look: &mut dyn FnMut(&dyn Around));
    /// The value of a field of the layer below as a number.
    fn int_below(&self, field: &str) -> Option<i64> {
        let mut number = None;
        self.below(&mut |below| number = below.int(field));
        number
    }
    /// The protocol of this layer.
    fn proto(&self) -> &'static Proto;
    /// Whether one of the protocols below is such a one.
    fn any_below(&self, wanted: &dyn Fn(&'static Proto) -> bool) -> bool;
    /// The protocol below.
    fn under(&self) -> Option<&'static Proto>;
    /// Looks at each layer above, the next one first.
    fn each_above(&self, look: &mut dyn FnMut(&dyn Around));
    /// The protocols above, the next one first.
    fn above(&self) -> Vec<&'static Proto>;
    /// The protocol above.
    fn upper(&self) -> Option<&'static Proto>;
    /// The number of octets that this layer was dissected from, payload included.
    fn original_len(&self) -> usize;
}
