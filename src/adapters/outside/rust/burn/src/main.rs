//! Burn's BatchNorm on its ndarray backend, the lighter to compile of its two for the CPU.
//!
//! https://docs.rs/burn-nn/0.22.1/burn_nn/struct.BatchNormConfig.html: momentum is the weight of the new batch, epsilon must
//! be positive, and the channels are on axis 1. That the running variance is the biased one is from the source,
//! https://docs.rs/burn-nn/0.22.1/src/burn_nn/modules/norm/batch.rs.html; that one element is taken is measured.
//! Training happens on a device with autodiff, and inference on one without, as in Burn's guide.

use bncheck_adapter::{serde_json::json, serve, skip, Answer, Fault, Gradients, Setup, Tensor, Way};
use burn::module::{Module, Param, RunningState};
use burn::nn::{BatchNorm, BatchNormConfig};
use burn::tensor::{Device, Tensor as Array, TensorData};

struct Layer {
    setup: Setup,
    device: Device,
    layer: BatchNorm,
    /// The input of the latest call, whether it was training, and the statistics before it.
    latest: Option<(Vec<usize>, Vec<f32>, bool, [Vec<f32>; 2])>,
}

fn array<const D: usize>(shape: &[usize], data: &[f32], device: &Device) -> Array<D> {
    Array::from_data(TensorData::new(data.to_vec(), shape.to_vec()), device)
}

fn values<const D: usize>(array: &Array<D>) -> Answer<Vec<f32>> {
    array.to_data().try_to_vec::<f32>().map_err(|error| Fault::Refuse(format!("{error:?}")))
}

fn vector(data: &[f32], device: &Device) -> Array<1> {
    array(&[data.len()], data, device)
}

fn layer_of(setup: &Setup, [mean, variance]: &[Vec<f32>; 2], device: &Device) -> BatchNorm {
    let config = BatchNormConfig::new(setup.channels).with_epsilon(setup.epsilon).with_momentum(setup.factor);
    let mut layer = config.init(device);
    if let Some(gamma) = &setup.gamma {
        layer.gamma = Param::from_tensor(vector(gamma, device));
    }
    if let Some(beta) = &setup.beta {
        layer.beta = Param::from_tensor(vector(beta, device));
    }
    layer.running_mean = RunningState::new(vector(mean, device));
    layer.running_var = RunningState::new(vector(variance, device));
    layer
}

fn make(setup: Setup, device: Device) -> Answer<Box<dyn Way>> {
    if setup.channel_axis != 1 || setup.rank > 6 {
        return skip(format!("channels on axis 1 and ranks 2 to 6, not axis {} of {}", setup.channel_axis, setup.rank));
    }
    let device = device.autodiff();
    let layer = layer_of(&setup, &[setup.running_mean.clone(), setup.running_variance.clone()], &device);
    Ok(Box::new(Layer { setup, device, layer, latest: None }))
}

/// The rank is part of Burn's types: calls the method for the rank of the shape.
macro_rules! by_rank {
    ($shape:expr, $self:ident . $method:ident ( $($given:expr),* )) => {
        match $shape.len() {
            2 => $self.$method::<2>($($given),*),
            3 => $self.$method::<3>($($given),*),
            4 => $self.$method::<4>($($given),*),
            5 => $self.$method::<5>($($given),*),
            _ => $self.$method::<6>($($given),*),
        }
    };
}

impl Layer {
    fn call<const D: usize>(&mut self, input: &Tensor, training: bool) -> Answer<Tensor> {
        self.latest = Some((input.shape.clone(), input.data.clone(), training, self.statistics()?));
        let output = if training {
            self.layer.forward(array::<D>(&input.shape, &input.data, &self.device))
        } else {
            self.layer.valid().forward(array::<D>(&input.shape, &input.data, &self.device.clone().inner()))
        };
        Ok(Tensor { shape: input.shape.clone(), data: values(&output)? })
    }

    /// Calls a new layer of the same state: Burn keeps no graph for a second gradient.
    fn pull_back<const D: usize>(&mut self, grad_output: &Tensor) -> Answer<Gradients> {
        let Some((shape, data, training, before)) = &self.latest else { return skip("no call before") };
        let mut layer = layer_of(&self.setup, before, &self.device);
        layer.training = Param::from_bool(*training);
        let input = array::<D>(shape, data, &self.device).require_grad();
        let output = layer.forward(input.clone());
        let grads = (output * array::<D>(&grad_output.shape, &grad_output.data, &self.device)).sum().backward();
        let found = input.grad(&grads).ok_or(Fault::Refuse("the input has no gradient".into()))?;
        let of = |asked: &Option<Vec<f32>>, parameter: &Param<Array<1>>| -> Answer<Option<Vec<f32>>> {
            if asked.is_none() { return Ok(None) }
            parameter.val().grad(&grads).map(|grad| values(&grad)).transpose()
        };
        let gamma = of(&self.setup.gamma, &layer.gamma)?;
        let beta = of(&self.setup.beta, &layer.beta)?;
        Ok(Gradients { input: Tensor { shape: shape.clone(), data: values(&found)? }, gamma, beta })
    }

    fn statistics(&self) -> Answer<[Vec<f32>; 2]> {
        Ok([values(&self.layer.running_mean.value_sync())?, values(&self.layer.running_var.value_sync())?])
    }
}

impl Way for Layer {
    fn training(&mut self, input: &Tensor) -> Answer<Tensor> {
        by_rank!(input.shape, self.call(input, true))
    }

    fn inference(&mut self, input: &Tensor) -> Answer<Tensor> {
        by_rank!(input.shape, self.call(input, false))
    }

    fn gradient(&mut self, grad_output: &Tensor) -> Answer<Gradients> {
        by_rank!(grad_output.shape, self.pull_back(grad_output))
    }

    fn state(&mut self) -> Answer<Option<(Vec<f32>, Vec<f32>)>> {
        let [mean, variance] = self.statistics()?;
        Ok(Some((mean, variance)))
    }

    fn set_state(&mut self, mean: Vec<f32>, variance: Vec<f32>) -> Answer<()> {
        self.layer = layer_of(&self.setup, &[mean, variance], &self.device);
        Ok(())
    }
}

fn main() {
    let about = json!({
        "name": "burn",
        "version": "0.22.1",
        "capabilities": ["training", "inference", "trainingGradient", "inferenceGradient", "sequence"],
        "conventions": {"runningVarianceCorrection": 0, "oneElement": "define", "emptyBatch": "unspecified"},
    });
    #[allow(deprecated)] // ndarray is deprecated, and still used
    serve(about, &[("module", |setup| make(setup, Device::ndarray()))]);
}
