// dlib: the functions that its layers bn_con and bn_fc call.
//
// https://github.com/davisking/dlib/blob/v19.24/dlib/cuda/tensor_tools.h, tt::batch_normalize_conv and tt::batch_normalize: averaging_factor is the
// weight of the new batch, epsilon must be above 0, and a training batch must have more than one sample. That the running
// variance is the corrected one is from the source: https://github.com/davisking/dlib/blob/v19.24/dlib/cuda/cpu_dlib.cpp
#include <dlib/dnn.h>
#include <dlib/revision.h>

#include "bncheck_adapter.hpp"

using namespace bncheck;
using dlib::resizable_tensor;

resizable_tensor vectorOf(const Vector& values, bool fully) {
  resizable_tensor result;
  if (fully) result.set_size(1, 1, 1, long(values.size()));
  else result.set_size(1, long(values.size()), 1, 1);
  std::copy(values.begin(), values.end(), result.host());
  return result;
}

Vector valuesOf(const dlib::tensor& from) { return Vector(from.host(), from.host() + from.size()); }

struct Dlib : Way {
  Setup setup;
  bool fully;  // a channel for each value of a sample, not for each plane
  bool trained = false;
  resizable_tensor gamma, beta, mean, variance, batchMean, invStd, source;

  Dlib(const Setup& given, bool fully) : setup(given), fully(fully) {
    const size_t rank = setup.shape.size();
    if (setup.channelAxis != 1 || rank > (fully ? 2 : 4)) throw Skip("dlib has the channels on axis 1, in ranks 2 to 4");
    // dlib ends the process at the second assertion that fails, so that its requirements are asked here.
    if (!(setup.epsilon > 0)) throw std::runtime_error("dlib requires an epsilon above 0");
    if (!(setup.factor >= 0 && setup.factor <= 1)) throw std::runtime_error("dlib requires a factor from 0 to 1");
    gamma = batchMean = invStd = vectorOf(setup.gammaOrOnes(), fully);
    beta = vectorOf(setup.betaOrZeros(), fully);
    setState({setup.runningMean, setup.runningVariance});
  }

  resizable_tensor into(const Tensor& from) const {
    const auto size = [&](size_t axis) { return axis < from.shape.size() ? from.shape[axis] : 1; };
    if (size(0) == 0 || from.data.empty()) throw Skip("a tensor of dlib has at least one value");
    resizable_tensor result;
    if (fully) result.set_size(size(0), 1, 1, size(1));
    else result.set_size(size(0), size(1), size(2), size(3));
    std::copy(from.data.begin(), from.data.end(), result.host());
    return result;
  }

  Tensor training(const Tensor& input) override {
    source = into(input);
    if (source.num_samples() < 2) {
      if (source.size() == size_t(setup.channels)) throw std::runtime_error("dlib requires more than one sample");
      throw Skip("dlib requires more than one sample, however many values it has");
    }
    trained = true;
    resizable_tensor output;
    const auto normalize = fully ? dlib::tt::batch_normalize : dlib::tt::batch_normalize_conv;
    normalize(setup.epsilon, output, batchMean, invStd, setup.factor, mean, variance, source, gamma, beta);
    return {input.shape, valuesOf(output)};
  }

  Tensor inference(const Tensor& input) override {
    trained = false;
    resizable_tensor output;
    const auto normalize = fully ? dlib::tt::batch_normalize_inference : dlib::tt::batch_normalize_conv_inference;
    normalize(setup.epsilon, output, into(input), gamma, beta, mean, variance);
    return {input.shape, valuesOf(output)};
  }

  Gradients gradient(const Tensor& gradOutput) override {
    if (!trained) throw Skip("dlib has no gradient of inference");
    resizable_tensor input(source), gradGamma(gamma), gradBeta(beta);
    input = 0;  // the gradient is added to what is there
    const auto pullBack = fully ? dlib::tt::batch_normalize_gradient : dlib::tt::batch_normalize_conv_gradient;
    pullBack(setup.epsilon, into(gradOutput), batchMean, invStd, source, gamma, input, gradGamma, gradBeta);
    Gradients result{{gradOutput.shape, valuesOf(input)}, std::nullopt, std::nullopt};
    if (setup.gamma) result.gamma = valuesOf(gradGamma);
    if (setup.beta) result.beta = valuesOf(gradBeta);
    return result;
  }

  std::optional<Statistics> state() override { return Statistics{valuesOf(mean), valuesOf(variance)}; }

  void setState(const Statistics& given) override {
    mean = vectorOf(given.mean, fully);
    variance = vectorOf(given.variance, fully);
  }

  std::vector<std::pair<std::string, Vector>> shown() override {
    return {{"batchMean", valuesOf(batchMean)}, {"invStd", valuesOf(invStd)}};
  }
};

int main() {
  const Json about = {{"name", "dlib"},
                      {"version", std::to_string(DLIB_MAJOR_VERSION) + "." + std::to_string(DLIB_MINOR_VERSION)},
                      {"language", "C++"},
                      {"capabilities", {"training", "inference", "trainingGradient", "sequence"}},
                      {"conventions", {{"runningVarianceCorrection", 1}, {"oneElement", "reject"}}}};
  serve(about, {{"bn_con", [](const Setup& setup) { return std::make_unique<Dlib>(setup, false); }},
                {"bn_fc", [](const Setup& setup) { return std::make_unique<Dlib>(setup, true); }}});
}
