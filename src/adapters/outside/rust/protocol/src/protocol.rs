//! The part that all adapters for Rust libraries share: the wire protocol, tensors, and stateful layers.
//!
//! An adapter says how its library is used, as one `Way` for each way in which its users reach batch norm, and then calls
//! `serve`. Each request makes a fresh object, except that the steps of a sequence share one. A method that a way lacks, and
//! a `Fault::Skip`, skip the request; a `Fault::Refuse`, and a panic of the library, refuse it.

use base64::engine::{general_purpose::STANDARD, Engine};
use serde_json::{json, Map, Value};
use std::io::{stdin, stdout, BufRead, Write};
use std::panic::{catch_unwind, AssertUnwindSafe};

pub use serde_json;

pub enum Fault {
    Skip(String),
    Refuse(String),
}

/// So that `?` turns an error of the library into a refusal.
impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        Fault::Refuse(error.to_string().lines().next().unwrap_or_default().to_string())
    }
}

pub type Answer<T> = Result<T, Fault>;

pub fn skip<T>(why: impl Into<String>) -> Answer<T> {
    Err(Fault::Skip(why.into()))
}

pub struct Tensor {
    pub shape: Vec<usize>,
    pub data: Vec<f32>,
}

/// What a layer is made of. Requests for gradients leave out what those do not depend on.
pub struct Setup {
    pub gamma: Option<Vec<f32>>,
    pub beta: Option<Vec<f32>>,
    pub running_mean: Vec<f32>,
    pub running_variance: Vec<f32>,
    pub epsilon: f64,
    /// The weight of the new batch.
    pub factor: f64,
    pub channel_axis: usize,
    pub channels: usize,
    pub rank: usize,
}

pub struct Gradients {
    pub input: Tensor,
    pub gamma: Option<Vec<f32>>,
    pub beta: Option<Vec<f32>>,
}

pub trait Way {
    fn training(&mut self, _input: &Tensor) -> Answer<Tensor> {
        skip("this way has no training")
    }
    fn inference(&mut self, _input: &Tensor) -> Answer<Tensor> {
        skip("this way has no inference")
    }
    /// Of the latest call.
    fn gradient(&mut self, _grad_output: &Tensor) -> Answer<Gradients> {
        skip("this way has no gradients")
    }
    /// The running mean and the running variance, where they can be seen.
    fn state(&mut self) -> Answer<Option<(Vec<f32>, Vec<f32>)>> {
        Ok(None)
    }
    fn set_state(&mut self, _mean: Vec<f32>, _variance: Vec<f32>) -> Answer<()> {
        skip("this way has no statistics to set")
    }
}

pub type Make = fn(Setup) -> Answer<Box<dyn Way>>;

/// Answers requests until bncheck says stop. `about` is the reply to its start, without the protocol and the ways.
pub fn serve(mut about: Value, ways: &[(&str, Make)]) {
    about["protocol"] = json!(1);
    about["language"] = json!("Rust");
    about["dtype"] = json!("float32");
    about["ways"] = ways.iter().map(|(name, _)| *name).collect();
    std::panic::set_hook(Box::new(|_| {}));
    for line in stdin().lock().lines().map_while(Result::ok) {
        let message: Value = serde_json::from_str(&line).expect("bncheck writes JSON");
        let reply = match message["cmd"].as_str() {
            Some("start") => about.clone(),
            Some("run") => reply_to(&message, ways),
            _ => return,
        };
        println!("{reply}");
        stdout().flush().expect("bncheck reads");
    }
}

fn reply_to(message: &Value, ways: &[(&str, Make)]) -> Value {
    let name = message["way"].as_str().unwrap_or(ways[0].0);
    let make = ways.iter().find(|(known, _)| *known == name).map_or(ways[0].1, |(_, make)| *make);
    let operation = message["operation"].as_str().unwrap_or_default();
    let answer = catch_unwind(AssertUnwindSafe(|| run(make, operation, &message["case"])));
    match answer.unwrap_or_else(|panic| Err(Fault::Refuse(words_of(panic)))) {
        Ok(result) => json!({"seq": message["seq"], "result": result}),
        Err(Fault::Skip(why)) => json!({"seq": message["seq"], "skipped": why}),
        Err(Fault::Refuse(why)) => json!({"seq": message["seq"], "error": why}),
    }
}

fn words_of(panic: Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or(panic.downcast_ref::<&str>().map(|text| text.to_string())).unwrap_or("a panic".to_string())
}

fn run(make: Make, operation: &str, case: &Value) -> Answer<Value> {
    if operation == "sequence" {
        let steps = case["steps"].as_array().ok_or(Fault::Refuse("no steps".into()))?;
        let first = steps.iter().find(|step| step["input"].is_object()).ok_or(Fault::Refuse("no input".into()))?;
        let mut way = make(setup_of(case, &shape_of(&first["input"]))?)?;
        let results: Answer<Vec<Value>> = steps.iter().map(|step| run_step(way.as_mut(), step)).collect();
        return Ok(json!({"steps": results?}));
    }
    let input = tensor(&case["input"])?;
    let mut way = make(setup_of(case, &input.shape)?)?;
    match operation {
        "training" => trained(way.as_mut(), &input),
        "inference" => Ok(json!({"output": encode(&way.inference(&input)?)})),
        _ => {
            if operation == "trainingGradient" {
                way.training(&input)?;
            } else {
                way.inference(&input)?;
            }
            Ok(gradients(way.gradient(&tensor(&case["gradOutput"])?)?))
        }
    }
}

fn run_step(way: &mut dyn Way, step: &Value) -> Answer<Value> {
    match step["call"].as_str() {
        Some("training") => trained(way, &tensor(&step["input"])?),
        Some("inference") => Ok(json!({"output": encode(&way.inference(&tensor(&step["input"])?)?)})),
        Some("gradient") => Ok(gradients(way.gradient(&tensor(&step["gradOutput"])?)?)),
        Some("setState") => {
            way.set_state(tensor(&step["runningMean"])?.data, tensor(&step["runningVariance"])?.data)?;
            Ok(json!({}))
        }
        _ if way.state()?.is_none() => skip("this way does not show its statistics"),
        _ => Ok(Value::Object(statistics(way)?)),
    }
}

fn trained(way: &mut dyn Way, input: &Tensor) -> Answer<Value> {
    let output = way.training(input)?;
    let mut result = statistics(way)?;
    result.insert("output".into(), encode(&output));
    Ok(Value::Object(result))
}

fn statistics(way: &mut dyn Way) -> Answer<Map<String, Value>> {
    let mut result = Map::new();
    if let Some((mean, variance)) = way.state()? {
        result.insert("runningMean".into(), encode_vector(&mean));
        result.insert("runningVariance".into(), encode_vector(&variance));
    }
    Ok(result)
}

fn gradients(given: Gradients) -> Value {
    let vector = |values: Option<Vec<f32>>| values.map_or(Value::Null, |values| encode_vector(&values));
    json!({"gradInput": encode(&given.input), "gradGamma": vector(given.gamma), "gradBeta": vector(given.beta)})
}

fn setup_of(case: &Value, shape: &[usize]) -> Answer<Setup> {
    let axis = case["channelAxis"].as_u64().map_or(usize::MAX, |axis| axis as usize);
    let channels = *shape.get(axis).ok_or(Fault::Refuse(format!("channelAxis {} is no axis", case["channelAxis"])))?;
    let vector = |name: &str| -> Answer<Option<Vec<f32>>> {
        Ok(if case[name].is_object() { Some(tensor(&case[name])?.data) } else { None })
    };
    let number = |name: &str, default: f64| match &case[name] {
        Value::String(name) => name.parse().unwrap_or(f64::NAN),
        value => value.as_f64().unwrap_or(default),
    };
    Ok(Setup {
        gamma: vector("gamma")?,
        beta: vector("beta")?,
        running_mean: vector("runningMean")?.unwrap_or(vec![0.0; channels]),
        running_variance: vector("runningVariance")?.unwrap_or(vec![1.0; channels]),
        epsilon: number("epsilon", f64::NAN),
        factor: number("exponentialAverageFactor", 0.1),
        channel_axis: axis,
        channels,
        rank: shape.len(),
    })
}

fn shape_of(value: &Value) -> Vec<usize> {
    let sizes = value["shape"].as_array().map(Vec::as_slice).unwrap_or_default();
    sizes.iter().map(|size| size.as_u64().unwrap_or(0) as usize).collect()
}

fn tensor(value: &Value) -> Answer<Tensor> {
    let shape = shape_of(value);
    let bytes = STANDARD.decode(value["data"].as_str().unwrap_or_default())?;
    if bytes.len() != 4 * shape.iter().product::<usize>() {
        return Err(Fault::Refuse(format!("{} bytes for float32 of shape {shape:?}", bytes.len())));
    }
    let data = bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    Ok(Tensor { shape, data })
}

fn encode_vector(values: &[f32]) -> Value {
    encoded(&[values.len()], values)
}

fn encode(tensor: &Tensor) -> Value {
    encoded(&tensor.shape, &tensor.data)
}

fn encoded(shape: &[usize], values: &[f32]) -> Value {
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    json!({"dtype": "float32", "shape": shape, "data": STANDARD.encode(bytes)})
}
