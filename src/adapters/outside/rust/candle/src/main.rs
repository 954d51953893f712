//! candle-nn's BatchNorm on the CPU device.
//!
//! https://docs.rs/candle-nn/0.11.1/candle_nn/batch_norm/struct.BatchNormConfig.html: momentum is the weight of the new batch
//! (`running_stat * (1.0 - momentum) + stat * momentum`). The channels are on axis 1, and the running variance is the corrected
//! one: https://docs.rs/candle-nn/0.11.1/src/candle_nn/batch_norm.rs.html, where a batch of one element divides by zero.

use bncheck_adapter::{serde_json::json, serve, skip, Answer, Gradients, Setup, Tensor, Way};
use candle_core::{Device, Tensor as Array, Var};
use candle_nn::{BatchNorm, ModuleT};

struct Module {
    layer: BatchNorm,
    setup: Setup,
    affine: Option<(Var, Var)>,
    /// The input and the output of the latest call.
    latest: Option<(Var, Array)>,
}

fn vector(values: &[f32]) -> candle_core::Result<Array> {
    Array::from_slice(values, values.len(), &Device::Cpu)
}

fn values(array: &Array) -> candle_core::Result<Vec<f32>> {
    array.flatten_all()?.to_vec1()
}

fn layer_of(setup: &Setup, affine: &Option<(Var, Var)>) -> candle_core::Result<BatchNorm> {
    let (mean, variance) = (vector(&setup.running_mean)?, vector(&setup.running_variance)?);
    let (channels, epsilon, momentum) = (setup.channels, setup.epsilon, setup.factor);
    match affine {
        None => BatchNorm::new_no_bias_with_momentum(channels, mean, variance, epsilon, momentum),
        Some((gamma, beta)) => {
            let (gamma, beta) = (gamma.as_tensor().clone(), beta.as_tensor().clone());
            BatchNorm::new_with_momentum(channels, mean, variance, gamma, beta, epsilon, momentum)
        }
    }
}

fn make(setup: Setup) -> Answer<Box<dyn Way>> {
    if setup.channel_axis != 1 {
        return skip(format!("candle has the channels on axis 1, not {}", setup.channel_axis));
    }
    let affine = if setup.gamma.is_none() && setup.beta.is_none() {
        None
    } else {
        let gamma = setup.gamma.clone().unwrap_or(vec![1.0; setup.channels]);
        let beta = setup.beta.clone().unwrap_or(vec![0.0; setup.channels]);
        Some((Var::from_tensor(&vector(&gamma)?)?, Var::from_tensor(&vector(&beta)?)?))
    };
    let layer = layer_of(&setup, &affine)?;
    Ok(Box::new(Module { layer, setup, affine, latest: None }))
}

impl Module {
    fn call(&mut self, input: &Tensor, train: bool) -> Answer<Tensor> {
        let given = Var::from_slice(&input.data, input.shape.as_slice(), &Device::Cpu)?;
        let output = self.layer.forward_t(given.as_tensor(), train)?;
        let data = values(&output)?;
        self.latest = Some((given, output));
        Ok(Tensor { shape: input.shape.clone(), data })
    }
}

impl Way for Module {
    fn training(&mut self, input: &Tensor) -> Answer<Tensor> {
        self.call(input, true)
    }

    fn inference(&mut self, input: &Tensor) -> Answer<Tensor> {
        self.call(input, false)
    }

    fn gradient(&mut self, grad_output: &Tensor) -> Answer<Gradients> {
        let Some((input, output)) = &self.latest else { return skip("no call before") };
        let grad = Array::from_slice(&grad_output.data, grad_output.shape.as_slice(), &Device::Cpu)?;
        // candle differentiates sums of tensors only, and so does everyone who has an upstream gradient.
        let store = (output * grad)?.sum_all()?.backward()?;
        let found = |var: &Var| store.get(var.as_tensor()).map(values).transpose();
        let shape = grad_output.shape.clone();
        let data = found(input)?.unwrap_or_default();
        let (gamma, beta) = match &self.affine {
            None => (None, None),
            Some((gamma, beta)) => (found(gamma)?, found(beta)?),
        };
        let gamma = if self.setup.gamma.is_some() { gamma } else { None };
        let beta = if self.setup.beta.is_some() { beta } else { None };
        Ok(Gradients { input: Tensor { shape, data }, gamma, beta })
    }

    fn state(&mut self) -> Answer<Option<(Vec<f32>, Vec<f32>)>> {
        Ok(Some((values(self.layer.running_mean())?, values(self.layer.running_var())?)))
    }

    fn set_state(&mut self, mean: Vec<f32>, variance: Vec<f32>) -> Answer<()> {
        (self.setup.running_mean, self.setup.running_variance) = (mean, variance);
        self.layer = layer_of(&self.setup, &self.affine)?;
        Ok(())
    }
}

fn main() {
    let about = json!({
        "name": "candle",
        "version": "0.11.1",
        "capabilities": ["training", "inference", "trainingGradient", "inferenceGradient", "sequence"],
        "conventions": {"runningVarianceCorrection": 1, "oneElement": "nan", "emptyBatch": "unspecified"},
    });
    serve(about, &[("module", make)]);
}
