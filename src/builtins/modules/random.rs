//! `random`: CPython's generator and its ways of drawing, so that seeded sequences are equal.

use std::cell::RefCell;

use num_bigint::{BigInt, Sign};
use num_traits::{One, Signed, ToPrimitive, Zero};
use sha2::{Digest, Sha512};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::{Class, Instance};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt::Turns;
use crate::eval::memory;
use crate::eval::methods::arguments::{clamped, float_of, index_big, method, octets_of, text_of};
use crate::eval::module::{Module, NativeModule};
use crate::eval::value::Value;
use crate::lang::ast::BinaryOp;
use crate::packet::mersenne::Twister;
use crate::packet::volatile::{self, Dice};

pub static MODULE: NativeModule = NativeModule {
    name: "random",
    help: "Random numbers, equal to CPython's for the same seed.",
    functions: FUNCTIONS,
    init,
};

macro_rules! functions {
    ($($name:literal, [$($param:literal),*], $help:literal, $run:ident;)*) => {
        static FUNCTIONS: &[Builtin] = &[
            $(method($name, &[$($param),*], $help, |interp, args| $run(interp, args, 0, &Source::Shared)),)*
        ];
        /// The same as methods of `random.Random()`.
        static METHODS: &[Builtin] = &[
            method("__init__", &["self", "x=None"], "A generator of its own.", new_generator),
            $(method($name, &["self", $($param),*], $help, |interp, args| {
                let own = own_generator(args)?;
                $run(interp, args, 1, &own)
            }),)*
        ];
    };
}

functions! {
    "betavariate", ["alpha", "beta"], "A number with the beta distribution.", betavariate;
    "gammavariate", ["alpha", "beta"], "A number with the gamma distribution.", gammavariate;
    "getstate", [], "The state, for setstate.", getstate;
    "lognormvariate", ["mu", "sigma"], "A number whose logarithm has the normal distribution.", lognormvariate;
    "paretovariate", ["alpha"], "A number with the Pareto distribution.", paretovariate;
    "setstate", ["state"], "Goes back to a state.", setstate;
    "vonmisesvariate", ["mu", "kappa"], "An angle with the von Mises distribution.", vonmisesvariate;
    "weibullvariate", ["alpha", "beta"], "A number with the Weibull distribution.", weibullvariate;
    "choice", ["seq"], "One of the items.", choice;
    "choices", ["population", "weights=None", "*", "cum_weights=None", "k=1"], "Some items, each drawn from all.", choices;
    "expovariate", ["lambd=1.0"], "A number with the exponential distribution.", expovariate;
    "gauss", ["mu=0.0", "sigma=1.0"], "A number with the normal distribution.", gauss;
    "getrandbits", ["k"], "A number of so many random bits.", getrandbits;
    "normalvariate", ["mu=0.0", "sigma=1.0"], "A number with the normal distribution.", normalvariate;
    "randbytes", ["n"], "So many random octets.", randbytes;
    "randint", ["a", "b"], "A number from a to b, both included.", randint;
    "random", [], "A number from 0 up to, but without, 1.", random;
    "randrange", ["start", "stop=None", "step=1"], "A number of a range.", randrange;
    "sample", ["population", "k"], "Some items, none twice.", sample;
    "seed", ["a=None", "version=2"], "Starts the sequence that belongs to a seed.", seed;
    "shuffle", ["x"], "Mixes a list.", shuffle;
    "triangular", ["low=0.0", "high=1.0", "mode=None"], "A number with the triangular distribution.", triangular;
    "uniform", ["a", "b"], "A number between a and b.", uniform;
}

/// A generator, and the second number of a pair that `gauss` made.
struct Generator {
    mt: Twister,
    next_gauss: Option<f64>,
}

/// Which generator draws.
enum Source {
    Shared,
    Own(Value),
}

thread_local! {
    static SHARED: RefCell<Generator> = RefCell::new(from_system());
}

fn from_system() -> Generator {
    let mut random = fastrand::Rng::new();
    let key: Vec<u32> = (0..624).map(|_| random.u32(..)).collect();
    Generator {
        mt: Twister::new(&key),
        next_gauss: None,
    }
}

/// The state of a `random.Random()`.
struct State(RefCell<Generator>);

impl crate::eval::object::Object for State {
    fn type_name(&self) -> &str {
        "random state"
    }
}

/// Random values of packets come from the shared generator once a script has seeded it: the same
/// seed makes the same packets.
struct Shared;

impl Dice for Shared {
    fn bits(&mut self) -> u64 {
        SHARED.with_borrow_mut(|generator| {
            let low = u64::from(generator.mt.next_u32());
            low | u64::from(generator.mt.next_u32()) << 32
        })
    }

    fn unit(&mut self) -> f64 {
        Source::Shared.unit().unwrap_or_default()
    }

    fn between(&mut self, low: i128, high: i128) -> i128 {
        let span = BigInt::from(high) - BigInt::from(low) + 1;
        let number = Source::Shared.below(&span).unwrap_or_default();
        low.wrapping_add(number.to_i128().unwrap_or_default())
    }

    fn normal(&mut self) -> f64 {
        standard(&Source::Shared).unwrap_or_default()
    }

    fn gamma(&mut self, alpha: f64) -> f64 {
        gamma(alpha, 1.0, &Source::Shared).unwrap_or_default()
    }
}

impl Source {
    fn with<T>(&self, work: impl FnOnce(&mut Generator) -> T) -> Result<T> {
        match self {
            Source::Shared => Ok(SHARED.with_borrow_mut(work)),
            Source::Own(state) => match state.downcast::<State>() {
                Some(state) => Ok(work(&mut state.0.borrow_mut())),
                None => Err(Error::type_error("Random.__init__() was not called")),
            },
        }
    }

    fn word(&self) -> Result<u32> {
        self.with(|generator| generator.mt.next_u32())
    }

    /// From 0 up to, but without, 1, with 53 bits.
    fn unit(&self) -> Result<f64> {
        let high = f64::from(self.word()? >> 5);
        let low = f64::from(self.word()? >> 6);
        Ok((high * 67_108_864.0 + low) / 9_007_199_254_740_992.0)
    }

    fn bits(&self, count: u64) -> Result<BigInt> {
        let mut words = Vec::new();
        let mut left = count;
        while left > 0 {
            let word = self.word()?;
            words.push(if left < 32 { word >> (32 - left) } else { word });
            left = left.saturating_sub(32);
        }
        Ok(BigInt::from_slice(Sign::Plus, &words))
    }

    /// A number below `limit`, which is above 0.
    fn below(&self, limit: &BigInt) -> Result<BigInt> {
        let bits = limit.bits();
        loop {
            let number = self.bits(bits)?;
            if number < *limit {
                return Ok(number);
            }
        }
    }

    fn below_count(&self, limit: usize) -> Result<usize> {
        Ok(self.below(&BigInt::from(limit))?.to_usize().unwrap_or(0))
    }
}

fn init(_: &mut Interp, module: &Module) -> Result<()> {
    let random = Class::native("Random", Vec::new(), METHODS);
    let system = Class::native("SystemRandom", vec![random.clone()], METHODS);
    for class in [random, system] {
        *class.module.borrow_mut() = "random".into();
        let name = class.name().to_string();
        module.set(&name, Value::Class(class));
    }
    Ok(())
}

fn new_generator(interp: &mut Interp, args: &Args) -> Result<Value> {
    let Value::Instance(instance) = args.at(0) else {
        return Err(Error::type_error("Random.__init__() needs a Random"));
    };
    *instance.inner.borrow_mut() = Value::object(State(RefCell::new(from_system())));
    if args.some(1).is_some() {
        let own = own_generator(args)?;
        seed(interp, args, 1, &own)?;
    }
    Ok(Value::None)
}

fn own_generator(args: &Args) -> Result<Source> {
    match args.at(0) {
        Value::Instance(instance) => Ok(Source::Own(own_state(instance))),
        _ => Err(Error::type_error("a Random is required")),
    }
}

fn own_state(instance: &Instance) -> Value {
    instance.inner.borrow().clone()
}

fn seed(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let value = args.at(at);
    let number = match value {
        Value::None => {
            source.with(|generator| *generator = from_system())?;
            return Ok(Value::None);
        }
        Value::Float(_) => BigInt::from(interp.hash(value)?).abs(),
        _ => match value.to_big() {
            Some(number) => number.abs(),
            None => {
                let mut octets = match (text_of(value), octets_of(value)) {
                    (Some(text), _) => text.as_str().as_bytes().to_vec(),
                    (None, Some(octets)) => octets,
                    (None, None) => {
                        return Err(Error::type_error(
                            "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.",
                        ));
                    }
                };
                let digest = Sha512::digest(&octets);
                octets.extend_from_slice(&digest);
                BigInt::from_bytes_be(Sign::Plus, &octets)
            }
        },
    };
    let mut key: Vec<u32> = number.iter_u32_digits().collect();
    if key.is_empty() {
        key.push(0);
    }
    source.with(|generator| {
        *generator = Generator {
            mt: Twister::new(&key),
            next_gauss: None,
        };
    })?;
    if let Source::Shared = source {
        volatile::set_dice(Box::new(Shared));
    }
    Ok(Value::None)
}

fn random(_: &mut Interp, _: &Args, _: usize, source: &Source) -> Result<Value> {
    source.unit().map(Value::float)
}

fn uniform(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (a, b) = (
        float_of(interp, args.at(at))?,
        float_of(interp, args.at(at + 1))?,
    );
    Ok(Value::float(a + (b - a) * source.unit()?))
}

fn triangular(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let low = args
        .get(at)
        .map_or(Ok(0.0), |value| float_of(interp, value))?;
    let high = args
        .get(at + 1)
        .map_or(Ok(1.0), |value| float_of(interp, value))?;
    let mut u = source.unit()?;
    let mut c = match args.some(at + 2) {
        None => 0.5,
        Some(_) if high == low => return Ok(Value::float(low)),
        Some(mode) => (float_of(interp, mode)? - low) / (high - low),
    };
    let (mut from, mut to) = (low, high);
    if u > c {
        u = 1.0 - u;
        c = 1.0 - c;
        std::mem::swap(&mut from, &mut to);
    }
    Ok(Value::float(from + (to - from) * (u * c).sqrt()))
}

fn getrandbits(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let count = clamped(interp, args.at(at))?;
    let count = u64::try_from(count)
        .map_err(|_| Error::value_error("number of bits must be non-negative"))?;
    if count > 1 << 33 {
        return Err(Error::overflow_error(
            "Python int too large to convert to C int",
        ));
    }
    Ok(Value::big(source.bits(count)?))
}

fn randbytes(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let count = clamped(interp, args.at(at))?.max(0) as usize;
    if count > 1 << 30 {
        return Err(Error::memory_error(""));
    }
    let (_, mut octets) = source.bits(count as u64 * 8)?.to_bytes_le();
    octets.resize(count, 0);
    Ok(Value::bytes(octets))
}

fn whole(interp: &mut Interp, value: &Value) -> Result<BigInt> {
    match value {
        Value::Float(x) if x.get().fract() == 0.0 => Ok(BigInt::from(x.get() as i64)),
        Value::Float(_) => Err(Error::value_error("non-integer arg 1 for randrange()")),
        _ => index_big(interp, value),
    }
}

fn randrange(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let start = whole(interp, args.at(at))?;
    let Some(stop) = args.some(at + 1) else {
        if start.is_positive() {
            return source.below(&start).map(Value::big);
        }
        return Err(Error::value_error("empty range for randrange()"));
    };
    let stop = whole(interp, stop)?;
    let width: BigInt = &stop - &start;
    let step = match args.get(at + 2) {
        Some(step) => whole(interp, step)?,
        None => BigInt::one(),
    };
    let empty = |start: &BigInt, stop: &BigInt, width: &BigInt| {
        Error::value_error(format!(
            "empty range for randrange() ({start}, {stop}, {width})"
        ))
    };
    if step.is_one() {
        if !width.is_positive() {
            return Err(empty(&start, &stop, &width));
        }
        return Ok(Value::big(&start + source.below(&width)?));
    }
    if step.is_zero() {
        return Err(Error::value_error("zero step for randrange()"));
    }
    let count: BigInt = if step.is_positive() {
        (&width + &step - 1) / &step
    } else {
        (&width + &step + 1) / &step
    };
    if !count.is_positive() {
        return Err(Error::value_error("empty range for randrange()"));
    }
    Ok(Value::big(start + step * source.below(&count)?))
}

fn randint(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let start = whole(interp, args.at(at))?;
    let stop = whole(interp, args.at(at + 1))? + 1;
    let width: BigInt = &stop - &start;
    if !width.is_positive() {
        return Err(Error::value_error(format!(
            "empty range for randrange() ({start}, {stop}, {width})"
        )));
    }
    Ok(Value::big(start + source.below(&width)?))
}

fn choice(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let sequence = args.at(at);
    let length = interp.len(sequence)?;
    if length == 0 {
        return Err(Error::index_error("Cannot choose from an empty sequence"));
    }
    let index = source.below_count(length)?;
    interp.get_item(sequence, &Value::from(index))
}

fn choices(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let population = interp.collect(args.at(at))?;
    let count = match args.get(at + 3) {
        Some(count) => clamped(interp, count)?.max(0) as usize,
        None => 1,
    };
    memory::room_for_items(count, size_of::<Value>())?;
    let mut turns = Turns::default();
    let length = population.len();
    let mut sums = Vec::new();
    match (args.some(at + 1), args.some(at + 2)) {
        (None, None) => {
            if length == 0 && count > 0 {
                return Err(Error::index_error("list index out of range"));
            }
            let mut drawn = Vec::with_capacity(count);
            for _ in 0..count {
                turns.turn()?;
                let index = (source.unit()? * length as f64).floor() as usize;
                drawn.push(population[index].clone());
            }
            return Ok(Value::list(drawn));
        }
        (Some(_), Some(_)) => {
            return Err(Error::type_error(
                "Cannot specify both weights and cumulative weights",
            ));
        }
        (Some(weights), None) => {
            let mut total = Value::Int(0);
            for weight in interp.collect(weights)? {
                total = interp.binary(BinaryOp::Add, &total, &weight)?;
                sums.push(float_of(interp, &total)?);
            }
        }
        (None, Some(weights)) => {
            for weight in interp.collect(weights)? {
                sums.push(float_of(interp, &weight)?);
            }
        }
    }
    if sums.len() != length {
        return Err(Error::value_error(
            "The number of weights does not match the population",
        ));
    }
    let total = sums.last().copied().unwrap_or(0.0);
    if total <= 0.0 {
        return Err(Error::value_error(
            "Total of weights must be greater than zero",
        ));
    }
    let mut drawn = Vec::with_capacity(count);
    for _ in 0..count {
        turns.turn()?;
        let place = source.unit()? * total;
        let index = sums[..length - 1].partition_point(|sum| *sum <= place);
        drawn.push(population[index].clone());
    }
    Ok(Value::list(drawn))
}

fn sample(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    if matches!(
        args.at(at),
        Value::Set(_) | Value::FrozenSet(_) | Value::Dict(_)
    ) {
        return Err(Error::type_error(
            "Population must be a sequence.  For dicts or sets, use sorted(d).",
        ));
    }
    let mut population = interp.collect(args.at(at))?;
    let length = population.len();
    let count = clamped(interp, args.at(at + 1))?;
    let count = usize::try_from(count)
        .ok()
        .filter(|count| *count <= length)
        .ok_or_else(|| Error::value_error("Sample larger than population or is negative"))?;
    let mut drawn = Vec::with_capacity(count);
    // CPython draws from a shrinking pool or remembers what was drawn, whichever is smaller.
    let mut pool_limit = 21;
    if count > 5 {
        pool_limit += 4_usize.pow(((count * 3) as f64).log(4.0).ceil() as u32);
    }
    if length <= pool_limit {
        for taken in 0..count {
            let index = source.below_count(length - taken)?;
            drawn.push(population[index].clone());
            population[index] = population[length - taken - 1].clone();
        }
    } else {
        let mut seen = std::collections::HashSet::new();
        for _ in 0..count {
            let mut index = source.below_count(length)?;
            while !seen.insert(index) {
                index = source.below_count(length)?;
            }
            drawn.push(population[index].clone());
        }
    }
    Ok(Value::list(drawn))
}

fn shuffle(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let list = args.at(at);
    if let Value::List(items) = list {
        let mut items = items.borrow_mut();
        for index in (1..items.len()).rev() {
            let other = source.below_count(index + 1)?;
            items.swap(index, other);
        }
        return Ok(Value::None);
    }
    let length = interp.len(list)?;
    for index in (1..length).rev() {
        let other = source.below_count(index + 1)?;
        let (a, b) = (Value::from(index), Value::from(other));
        let (first, second) = (interp.get_item(list, &a)?, interp.get_item(list, &b)?);
        interp.set_item(list, &a, second)?;
        interp.set_item(list, &b, first)?;
    }
    Ok(Value::None)
}

fn parameters(interp: &mut Interp, args: &Args, at: usize) -> Result<(f64, f64)> {
    let mu = args
        .get(at)
        .map_or(Ok(0.0), |value| float_of(interp, value))?;
    let sigma = args
        .get(at + 1)
        .map_or(Ok(1.0), |value| float_of(interp, value))?;
    Ok((mu, sigma))
}

fn gauss(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (mu, sigma) = parameters(interp, args, at)?;
    Ok(Value::float(mu + standard(source)? * sigma))
}

/// Mean 0, deviation 1; every second one is kept from the one before.
fn standard(source: &Source) -> Result<f64> {
    if let Some(z) = source.with(|generator| generator.next_gauss.take())? {
        return Ok(z);
    }
    let angle = source.unit()? * std::f64::consts::TAU;
    let radius = (-2.0 * (1.0 - source.unit()?).ln()).sqrt();
    source.with(|generator| generator.next_gauss = Some(angle.sin() * radius))?;
    Ok(angle.cos() * radius)
}

fn normalvariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (mu, sigma) = parameters(interp, args, at)?;
    // Kinderman and Monahan, ACM Trans. Math. Software 3 (1977): ratio of uniform numbers.
    let magic = 4.0 * (-0.5_f64).exp() / 2.0_f64.sqrt();
    loop {
        let u1 = source.unit()?;
        let u2 = 1.0 - source.unit()?;
        let z = magic * (u1 - 0.5) / u2;
        if z * z / 4.0 <= -u2.ln() {
            return Ok(Value::float(mu + z * sigma));
        }
    }
}

fn lognormvariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let normal = normalvariate(interp, args, at, source)?;
    Ok(Value::float(float_of(interp, &normal)?.exp()))
}

/// Two numbers that must be given.
fn pair(interp: &mut Interp, args: &Args, at: usize) -> Result<(f64, f64)> {
    Ok((
        float_of(interp, args.at(at))?,
        float_of(interp, args.at(at + 1))?,
    ))
}

fn paretovariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let alpha = float_of(interp, args.at(at))?;
    let u = 1.0 - source.unit()?;
    if alpha == 0.0 {
        return Err(Error::zero_division("float division by zero"));
    }
    Ok(Value::float(u.powf(-1.0 / alpha)))
}

fn weibullvariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (alpha, beta) = pair(interp, args, at)?;
    let u = 1.0 - source.unit()?;
    if beta == 0.0 {
        return Err(Error::zero_division("float division by zero"));
    }
    Ok(Value::float(alpha * (-u.ln()).powf(1.0 / beta)))
}

fn betavariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (alpha, beta) = pair(interp, args, at)?;
    let y = gamma(alpha, 1.0, source)?;
    if y == 0.0 {
        return Ok(Value::float(0.0));
    }
    Ok(Value::float(y / (y + gamma(beta, 1.0, source)?)))
}

fn gammavariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (alpha, beta) = pair(interp, args, at)?;
    gamma(alpha, beta, source).map(Value::float)
}

fn gamma(alpha: f64, beta: f64, source: &Source) -> Result<f64> {
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(Error::value_error(
            "gammavariate: alpha and beta must be > 0.0",
        ));
    }
    // With such a parameter no number is ever taken.
    if !(2.0 * alpha).is_finite() {
        return Err(Error::value_error("gammavariate: alpha must be finite"));
    }
    if alpha == 1.0 {
        return Ok(-(1.0 - source.unit()?).ln() * beta);
    }
    let mut turns = Turns::default();
    if alpha > 1.0 {
        // R. C. H. Cheng, Applied Statistics 26 (1977).
        let root = (2.0 * alpha - 1.0).sqrt();
        let (b, c) = (alpha - 4f64.ln(), alpha + root);
        loop {
            turns.turn()?;
            let u1 = source.unit()?;
            if !(1e-7 < u1 && u1 < 0.9999999) {
                continue;
            }
            let u2 = 1.0 - source.unit()?;
            let v = (u1 / (1.0 - u1)).ln() / root;
            let x = alpha * v.exp();
            let z = u1 * u1 * u2;
            let r = b + c * v - x;
            if r + (1.0 + 4.5f64.ln()) - 4.5 * z >= 0.0 || r >= z.ln() {
                return Ok(x * beta);
            }
        }
    }
    // J. H. Ahrens and U. Dieter, algorithm GS, Computing 12 (1974).
    let e = std::f64::consts::E;
    loop {
        turns.turn()?;
        let b = (e + alpha) / e;
        let p = b * source.unit()?;
        let x = if p <= 1.0 {
            p.powf(1.0 / alpha)
        } else {
            -((b - p) / alpha).ln()
        };
        let u = source.unit()?;
        let taken = if p > 1.0 {
            u <= x.powf(alpha - 1.0)
        } else {
            u <= (-x).exp()
        };
        if taken {
            return Ok(x * beta);
        }
    }
}

fn vonmisesvariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let (mu, kappa) = pair(interp, args, at)?;
    let turn = std::f64::consts::TAU;
    if kappa.is_nan() {
        return Err(Error::value_error(
            "vonmisesvariate: kappa must be a number",
        ));
    }
    if kappa <= 1e-6 {
        return Ok(Value::float(turn * source.unit()?));
    }
    // N. I. Fisher, Statistical Analysis of Circular Data (1993), after Best and Fisher.
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (std::f64::consts::PI * source.unit()?).cos();
        let d = z / (r + z);
        let u = source.unit()?;
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
    };
    let q = 1.0 / r;
    let angle = ((q + z) / (1.0 + q * z)).acos();
    let theta = if source.unit()? > 0.5 {
        mu + angle
    } else {
        mu - angle
    };
    Ok(Value::float(theta.rem_euclid(turn)))
}

fn getstate(_: &mut Interp, _: &Args, _: usize, source: &Source) -> Result<Value> {
    let (words, gauss) = source.with(|own| (own.mt.state(), own.next_gauss))?;
    let words = words.into_iter().map(|word| Value::Int(word.into()));
    Ok(Value::tuple([
        Value::Int(3),
        Value::tuple(words.collect::<Vec<_>>()),
        gauss.map_or(Value::None, Value::float),
    ]))
}

fn setstate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let parts = interp.collect(args.at(at))?;
    let version = parts.first().and_then(Value::as_int);
    if version != Some(3) || parts.len() != 3 {
        let shown = interp.repr(parts.first().unwrap_or(&Value::None))?;
        return Err(Error::value_error(format!(
            "state with version {shown} passed to Random.setstate() of version 3"
        )));
    }
    let Value::Tuple(words) = &parts[1] else {
        return Err(Error::type_error("state vector must be a tuple"));
    };
    let mut state = Vec::with_capacity(words.len());
    for word in words.iter() {
        let word = index_big(interp, word)?;
        state.push((word & BigInt::from(u32::MAX)).to_u32().unwrap_or(0));
    }
    if state.len() != 625 {
        return Err(Error::value_error("state vector is the wrong size"));
    }
    let Some(mt) = Twister::of_state(&state) else {
        return Err(Error::value_error("invalid state"));
    };
    let next_gauss = match &parts[2] {
        Value::None => None,
        number => Some(float_of(interp, number)?),
    };
    source.with(|own| *own = Generator { mt, next_gauss })?;
    Ok(Value::None)
}

fn expovariate(interp: &mut Interp, args: &Args, at: usize, source: &Source) -> Result<Value> {
    let rate = args
        .get(at)
        .map_or(Ok(1.0), |value| float_of(interp, value))?;
    if rate == 0.0 {
        return Err(Error::zero_division("float division by zero"));
    }
    Ok(Value::float(-(1.0 - source.unit()?).ln() / rate))
}
