//! Places in a text: offsets to lines and columns.

/// A text and where its lines start.
#[derive(Clone, Debug)]
pub struct SourceMap<'t> {
    source: &'t str,
    starts: Vec<usize>,
}

impl<'t> SourceMap<'t> {
    pub fn new(source: &'t str) -> Self {
        let mut starts = vec![0];
        let bytes = source.as_bytes();
        for (offset, byte) in bytes.iter().enumerate() {
            let breaks = match byte {
                b'\n' => true,
                b'\r' => bytes.get(offset + 1) != Some(&b'\n'),
                _ => false,
            };
            if breaks {
                starts.push(offset + 1);
            }
        }
        SourceMap { source, starts }
    }

    /// The line and the column, in characters, of an offset; both count from one.
    pub fn place(&self, offset: u32) -> (usize, usize) {
        let offset = (offset as usize).min(self.source.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self
            .source
            .get(start..offset)
            .map_or(offset - start, |text| text.chars().count());
        (line, column + 1)
    }

    /// The text of a line, counted from one, without its line break.
    pub fn line(&self, line: usize) -> &'t str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return "";
        };
        let end = self.starts.get(line).copied().unwrap_or(self.source.len());
        self.source[*start..end].trim_end_matches(['\n', '\r'])
    }

    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

/// The line of an offset, counted from one.
pub fn line_number(source: &str, offset: usize) -> usize {
    SourceMap::new(source).place(offset as u32).0
}
