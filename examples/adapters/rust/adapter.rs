// Lets bncheck test a batch normalization that Rust can reach:
//
//     rustc -O adapter.rs && bncheck check cmd:./adapter
//
// bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
// stdout. Print nothing else to stdout: logs go to stderr. No crates.
use std::collections::HashMap;
use std::io::BufRead;

#[allow(dead_code)] // yours may not need every field
struct Batch {
    operation: String,
    shape: Vec<usize>,
    axis: usize,
    channels: usize,
    inner: usize, // the product of the sizes after the axis
    m: usize,     // elements per channel
    input: Vec<f64>,
    grad_output: Option<Vec<f64>>,
    gamma: Option<Vec<f64>>,
    beta: Option<Vec<f64>>,
    running_mean: Vec<f64>,
    running_variance: Vec<f64>,
    epsilon: f64,
    factor: f64,
}

// ==== FILL IN: who you are, what you can do, and your batch normalization ===================================

// The running variance takes in v * m / (m - 1) (0: v itself), and an empty batch leaves the statistics alone.
const ABOUT: &str = r#"{"protocol":1,"name":"my batch norm in Rust","language":"Rust","dtype":"float32","capabilities":["training","inference","trainingGradient","inferenceGradient"],"conventions":{"runningVarianceCorrection":1,"emptyBatch":"keep"}}"#;

/// Call your own code here instead. Tensors are flat, the last axis fastest, of the shape b.shape, with the
/// channels on axis b.axis; vectors have one entry per channel.
fn batch_norm(b: &Batch) -> Vec<(&'static str, Vec<f64>)> {
    let trains = b.operation.starts_with("training");
    let channel = |i: usize| i / b.inner % b.channels;
    let sums = |term: &dyn Fn(usize) -> f64| {
        let mut total = vec![0.0; b.channels];
        (0..b.input.len()).for_each(|i| total[channel(i)] += term(i));
        total
    };
    let gamma = b.gamma.clone().unwrap_or(vec![1.0; b.channels]);
    let beta = b.beta.clone().unwrap_or(vec![0.0; b.channels]);
    let m = b.m as f64;

    let (mut mean, mut variance) = (b.running_mean.clone(), b.running_variance.clone());
    if trains {
        // Two passes: a mean of squares less a squared mean would lose all digits.
        mean = sums(&|i| b.input[i] / m);
        variance = sums(&|i| (b.input[i] - mean[channel(i)]).powi(2) / m);
    }
    let inv_std: Vec<f64> = variance.iter().map(|v| 1.0 / (v + b.epsilon).sqrt()).collect();
    let z = |i: usize| (b.input[i] - mean[channel(i)]) * inv_std[channel(i)];

    if let Some(g) = &b.grad_output {
        let grad_beta = sums(&|i| g[i]);
        let grad_gamma = sums(&|i| g[i] * z(i));
        let backward = |i: usize| {
            let c = channel(i);
            let through = if trains { (grad_beta[c] + z(i) * grad_gamma[c]) / m } else { 0.0 };
            gamma[c] * inv_std[c] * (g[i] - through)
        };
        let grad_input = (0..g.len()).map(backward).collect();
        return vec![("gradInput", grad_input), ("gradGamma", grad_gamma), ("gradBeta", grad_beta)];
    }
    let forward = |i: usize| gamma[channel(i)] * z(i) + beta[channel(i)];
    let output = (0..b.input.len()).map(forward).collect();
    if !trains {
        return vec![("output", output)];
    }
    let a = if b.m > 0 { b.factor } else { 0.0 }; // the weight of the new batch
    let correction = if b.m > 1 { m / (m - 1.0) } else { 1.0 };
    let average = |old: &[f64], new: &[f64], scale: f64| -> Vec<f64> {
        old.iter().zip(new).map(|(old, new)| (1.0 - a) * old + a * new * scale).collect()
    };
    let running_mean = average(&b.running_mean, &mean, 1.0);
    let running_variance = average(&b.running_variance, &variance, correction);
    vec![
        ("output", output), ("batchMean", mean), ("batchVariance", variance), ("invStd", inv_std),
        ("runningMean", running_mean), ("runningVariance", running_variance),
    ]
}

// ==== The protocol: nothing to change from here on ==========================================================

type Fields = HashMap<String, String>; // a message, flat: ".case.input.shape.0" -> "2"

fn read_string(text: &[u8], at: &mut usize) -> String {
    let mut value = vec![];
    *at += 1;
    while text[*at] != b'"' {
        *at += (text[*at] == b'\\') as usize;
        value.push(text[*at]);
        *at += 1;
    }
    *at += 1;
    String::from_utf8_lossy(&value).into_owned()
}

/// Reads a JSON value without white space, which is how bncheck writes it.
fn read_json(text: &[u8], at: &mut usize, path: &str, fields: &mut Fields) {
    let first = text[*at];
    if first == b'"' {
        fields.insert(path.to_string(), read_string(text, at));
    } else if first != b'{' && first != b'[' {
        let start = *at;
        while !b",}]".contains(&text[*at]) {
            *at += 1;
        }
        fields.insert(path.to_string(), String::from_utf8_lossy(&text[start..*at]).into_owned());
    } else {
        *at += 1;
        for index in 0.. {
            if text[*at] == b'}' || text[*at] == b']' {
                break;
            }
            let name = if first == b'{' { read_string(text, at) } else { index.to_string() };
            *at += (first == b'{') as usize; // the colon
            read_json(text, at, &format!("{path}.{name}"), fields);
            *at += (text[*at] == b',') as usize;
        }
        *at += 1;
    }
}

const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn shape_of(fields: &Fields, tensor: &str) -> Vec<usize> {
    (0..).map_while(|i| fields.get(&format!("{tensor}.shape.{i}"))?.parse().ok()).collect()
}

fn decode(fields: &Fields, name: &str, shape: &[usize]) -> Result<Option<Vec<f64>>, String> {
    let tensor = format!(".case.{name}");
    let Some(data) = fields.get(&format!("{tensor}.data")) else { return Ok(None) };
    let (mut bytes, mut bits, mut held) = (vec![], 0u32, 0);
    for digit in data.bytes().filter(|digit| *digit != b'=') {
        bits = bits << 6 | DIGITS.iter().position(|one| *one == digit).ok_or("data is no base64")? as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    if shape_of(fields, &tensor) != shape || bytes.len() != 4 * shape.iter().product::<usize>() {
        return Err(format!("{name} has a wrong shape, or too few or too many values"));
    }
    let float = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as f64;
    Ok(Some(bytes.chunks(4).map(float).collect()))
}

fn encode(values: &[f64], shape: &[usize]) -> String {
    let bytes: Vec<u8> = values.iter().flat_map(|value| (*value as f32).to_le_bytes()).collect();
    let mut data = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, k| bits << 8 | *chunk.get(k).unwrap_or(&0) as usize);
        let digit = |k: usize| if k > chunk.len() { '=' } else { DIGITS[bits >> (18 - 6 * k) & 63] as char };
        data.extend((0..4).map(digit));
    }
    format!(r#"{{"dtype":"float32","shape":{shape:?},"data":"{data}"}}"#)
}

fn run(fields: &Fields) -> Result<String, String> {
    let number = |name: &str| fields.get(&format!(".case.{name}")).map_or(0.0, |text| text.parse().unwrap_or(f64::NAN));
    let shape = shape_of(fields, ".case.input");
    let axis = fields[".case.channelAxis"].parse::<usize>().unwrap_or(usize::MAX);
    let channels = *shape.get(axis).ok_or("channelAxis is no axis of input")?;
    let vector = |name: &str| decode(fields, name, &[channels]);
    let inner = shape[axis + 1..].iter().product();
    let b = Batch {
        operation: fields[".operation"].clone(), axis, channels, inner,
        m: inner * shape[..axis].iter().product::<usize>(),
        input: decode(fields, "input", &shape)?.ok_or("input is missing")?,
        grad_output: decode(fields, "gradOutput", &shape)?, gamma: vector("gamma")?, beta: vector("beta")?,
        running_mean: vector("runningMean")?.unwrap_or_default(),
        running_variance: vector("runningVariance")?.unwrap_or_default(),
        epsilon: number("epsilon"), factor: number("exponentialAverageFactor"), shape,
    };
    if !(b.epsilon >= 0.0 && b.epsilon.is_finite() && (0.0..=1.0).contains(&b.factor)) {
        return Err("epsilon or exponentialAverageFactor is out of range".to_string());
    }
    let field = |(name, values): &(&str, Vec<f64>)| {
        let full = *name == "output" || *name == "gradInput"; // all else has one entry per channel
        format!("\"{name}\":{}", encode(values, if full { &b.shape } else { std::slice::from_ref(&b.channels) }))
    };
    Ok(batch_norm(&b).iter().map(field).collect::<Vec<_>>().join(","))
}

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let mut fields = Fields::new();
        read_json(line.as_bytes(), &mut 0, "", &mut fields);
        let reply = match fields[".cmd"].as_str() {
            "start" => ABOUT.to_string(),
            "run" => match run(&fields) {
                Ok(result) => format!(r#"{{"seq":{},"result":{{{result}}}}}"#, fields[".seq"]),
                Err(fault) => format!(r#"{{"seq":{},"error":"{fault}"}}"#, fields[".seq"]),
            },
            _ => return,
        };
        println!("{reply}"); // flushes at each line feed
    }
}
