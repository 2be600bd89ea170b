//! The packets that a script's functions see while layers are built or dissected.
//!
//! Building and dissecting work on layers that they have in hand; a function of the script is
//! handed a packet. A scene says which packet stands for which layers, so that it is the same one
//! for every function, can be compared with `is`, and keeps what the functions change in it.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use smallvec::{SmallVec, smallvec};

use super::layer::Layer;
use super::packet::{Layers, Packet, Stack, View};

thread_local! {
    static SCENES: RefCell<Vec<Scene>> = const { RefCell::new(Vec::new()) };
    /// The packet in whose field the next one that is dissected stands.
    static PARENT: RefCell<Option<Packet>> = const { RefCell::new(None) };
}

struct Scene {
    /// Where the layers lie that somebody works on, and the state of the packet that they have
    /// seen. The places are never followed, only compared.
    known: SmallVec<[(*const Layer, u32); 2]>,
    stack: Rc<Stack>,
    /// The layers in hand are newer than those of the packet.
    ahead: bool,
}

/// As long as this lives, a packet stands for some layers.
pub struct Playing(());

impl Drop for Playing {
    fn drop(&mut self) {
        SCENES.with_borrow_mut(Vec::pop);
    }
}

/// The layers are those of the packet, or a copy of them.
pub fn of_packet(layers: &[Layer], stack: &Rc<Stack>) -> Playing {
    begin(layers, stack, false)
}

/// The layers are being read; the packet gets them when a function asks for it.
pub fn of_reading(layers: &[Layer], stack: &Rc<Stack>) -> Playing {
    begin(layers, stack, true)
}

fn begin(layers: &[Layer], stack: &Rc<Stack>, ahead: bool) -> Playing {
    SCENES.with_borrow_mut(|scenes| {
        scenes.push(Scene {
            known: smallvec![(layers.as_ptr(), stack.version())],
            stack: stack.clone(),
            ahead,
        });
    });
    Playing(())
}

/// The scene that the layers belong to, and the place of their entry.
fn with<T>(layers: *const Layer, act: impl FnOnce(&mut Scene, usize) -> T) -> Option<T> {
    SCENES.with_borrow_mut(|scenes| {
        scenes
            .iter_mut()
            .rev()
            .find_map(|scene| {
                let at = scene.known.iter().position(|known| known.0 == layers)?;
                Some((scene, at))
            })
            .map(|(scene, at)| act(scene, at))
    })
}

/// The packet that a function of the script is handed for a layer.
pub fn packet(view: View<'_>) -> Packet {
    let found = with(view.layers.as_ptr(), |scene, at| {
        if scene.ahead {
            scene.stack.take_in(view.layers.iter().cloned().collect());
            scene.known[at].1 = scene.stack.version();
        }
        Packet::from_stack(scene.stack.clone(), view.at as u16)
    });
    found.unwrap_or_else(|| view.to_packet())
}

/// What functions of the script have made of the layers since somebody asked last.
pub fn changed(layers: &[Layer]) -> Option<Layers> {
    with(layers.as_ptr(), |scene, at| {
        let now = scene.stack.version();
        (std::mem::replace(&mut scene.known[at].1, now) != now).then(|| scene.stack.layers())
    })
    .flatten()
}

/// The layers that are read lie elsewhere from now on.
pub fn moved(from: *const Layer, to: &[Layer]) {
    with(from, |scene, at| scene.known[at].0 = to.as_ptr());
}

/// What functions of a script have made of layers that are being built.
#[derive(Default)]
pub struct Newer(Option<Layers>);

impl Newer {
    /// The layers as they are now.
    pub fn view<'a>(&'a self, view: View<'a>) -> View<'a> {
        View {
            layers: self.0.as_deref().unwrap_or(view.layers),
            ..view
        }
    }

    /// Takes over what was changed.
    pub fn refresh(&mut self, view: View<'_>) {
        let from = self.view(view).layers;
        let Some(layers) = changed(from) else {
            return;
        };
        let from = from.as_ptr();
        let first = self.0.is_none();
        let layers = self.0.insert(layers).as_ptr();
        with(from, |scene, at| {
            let seen = scene.known[at].1;
            match first {
                true => scene.known.push((layers, seen)),
                false => scene.known[at].0 = layers,
            }
        });
    }
}

impl Drop for Newer {
    fn drop(&mut self) {
        if let Some(layers) = &self.0 {
            with(layers.as_ptr(), |scene, at| {
                scene.known.remove(at);
            });
        }
    }
}

/// The packet that octets become, for the functions that are called meanwhile.
#[derive(Default)]
pub struct Home {
    stack: OnceCell<Rc<Stack>>,
    parent: Cell<Option<Packet>>,
}

impl Home {
    /// The home of a packet that is in the script's hands already.
    pub fn of(stack: &Rc<Stack>) -> Home {
        let home = Home::default();
        // It was empty until now.
        let _ = home.stack.set(stack.clone());
        home
    }

    /// The home of the next packet that is read in a field.
    pub fn awaited() -> Home {
        Home {
            stack: OnceCell::new(),
            parent: Cell::new(PARENT.with_borrow_mut(Option::take)),
        }
    }

    /// The packet in whose field the packet will stand.
    pub fn parent(&self) -> Option<Packet> {
        let parent = self.parent.take();
        self.parent.set(parent.clone());
        parent
    }

    pub fn stack(&self) -> &Rc<Stack> {
        self.stack.get_or_init(|| {
            let packet = Packet::from_layers(Layers::new());
            if let Some(parent) = self.parent.take() {
                packet.stack().set_parent(Some(&parent));
                self.parent.set(Some(parent));
            }
            packet.stack().clone()
        })
    }

    /// The packet with all of its layers.
    pub fn packet(self, layers: Layers) -> Packet {
        match self.stack.into_inner() {
            Some(stack) => {
                stack.take_in(layers);
                Packet::from_stack(stack, 0)
            }
            None => {
                let packet = Packet::from_layers(layers);
                if let Some(parent) = self.parent.take() {
                    packet.stack().set_parent(Some(&parent));
                }
                packet
            }
        }
    }
}

/// The next packet that is dissected stands in a field of this one.
pub fn await_child(parent: Packet) -> Awaited {
    PARENT.replace(Some(parent));
    Awaited(())
}

/// As long as this lives, a packet is awaited.
pub struct Awaited(());

impl Drop for Awaited {
    fn drop(&mut self) {
        PARENT.take();
    }
}
