// darknet's batch normalization of a convolutional layer (batch_normalize=1), which is where its networks have it.
//
// https://pjreddie.com/darknet/: the documentation names no conventions. From the source
// https://github.com/pjreddie/darknet/blob/f6afaab/src/batchnorm_layer.c: epsilon is 1e-6 outside of the root, the variance is the
// corrected one, for normalizing as well, and the new batch weighs 0.01. No user can set these, so that other cases are skipped.
// A layer of type [batchnorm] has no memory for its input on the CPU, and ends the process at its first call.
#include <darknet.h>

#include <algorithm>

#include "bncheck_adapter.hpp"

// What its header for users leaves out of what its library offers.
extern "C" {
layer make_convolutional_layer(int batch, int h, int w, int c, int n, int groups, int size, int stride, int padding,
                               ACTIVATION activation, int batch_normalize, int binary, int xnor, int adam);
void forward_batchnorm_layer(layer, network);
void backward_batchnorm_layer(layer, network);
}

using namespace bncheck;

const float epsilon = .000001f, factor = .01f;

struct Darknet : Way {
  Setup setup;
  Statistics running;
  layer made{};
  network net{};
  Shape shape;  // of the latest input
  bool hasMoved = false;

  explicit Darknet(const Setup& given) : setup(given), running{given.runningMean, given.runningVariance} {
    if (setup.channelAxis != 1) throw Skip("darknet has the channels on axis 1");
    if (!(setup.epsilon >= 0 && setup.epsilon <= epsilon)) throw Skip("darknet's epsilon is 1e-6");
  }

  ~Darknet() override { free_layer(made); }

  /// As make_network and resize_network do: one filter a channel, of one weight.
  void make(const Shape& wanted) {
    const long spatial = std::accumulate(wanted.begin() + 2, wanted.end(), 1L, std::multiplies<>());
    if (wanted[0] == 0 || spatial == 0) throw Skip("darknet has no empty batch");
    free_layer(made);
    shape = wanted;
    const int n = int(setup.channels);
    made = make_convolutional_layer(int(shape[0]), 1, int(spatial), n, n, n, 1, 1, 0, LINEAR, 1, 0, 0, 0);
    if (setup.gamma) std::copy(setup.gamma->begin(), setup.gamma->end(), made.scales);
    if (setup.beta) std::copy(setup.beta->begin(), setup.beta->end(), made.biases);
    std::copy(running.mean.begin(), running.mean.end(), made.rolling_mean);
    std::copy(running.variance.begin(), running.variance.end(), made.rolling_variance);
  }

  /// What forward_convolutional_layer does once it has the products.
  Tensor call(const Tensor& input, bool isTraining) {
    make(input.shape);
    std::copy(input.data.begin(), input.data.end(), made.output);
    net.train = isTraining;
    forward_batchnorm_layer(made, net);
    running = {vector(made.rolling_mean), vector(made.rolling_variance)};
    return tensor(made.output);
  }

  Tensor training(const Tensor& input) override {
    if (!(setup.factor >= 0 && setup.factor <= 1)) throw Skip("darknet takes no factor");
    hasMoved = true;
    return call(input, true);
  }

  Tensor inference(const Tensor& input) override {
    if (hasMoved && setup.factor != factor) throw Skip("darknet's new batch weighs 0.01");
    return call(input, false);
  }

  /// What backward_convolutional_layer does first; an update of the weights would have cleared the sums.
  Gradients gradient(const Tensor& gradOutput) override {
    // The library takes pointers.
    if (gradOutput.shape != shape) throw std::invalid_argument("gradOutput must have the shape of the input");
    std::copy(gradOutput.data.begin(), gradOutput.data.end(), made.delta);
    std::fill_n(made.scale_updates, setup.channels, 0);
    std::fill_n(made.bias_updates, setup.channels, 0);
    backward_batchnorm_layer(made, net);
    Gradients result{tensor(made.delta), std::nullopt, std::nullopt};
    if (setup.gamma) result.gamma = vector(made.scale_updates);
    if (setup.beta) result.beta = vector(made.bias_updates);
    return result;
  }

  std::optional<Statistics> state() override {
    if (hasMoved && setup.factor != factor) return std::nullopt;
    return running;
  }

  std::vector<std::pair<std::string, Vector>> shown() override { return {{"batchMean", vector(made.mean)}}; }

  void setState(const Statistics& given) override {
    running = given;
    hasMoved = false;
  }

  Vector vector(const float* values) const { return {values, values + setup.channels}; }

  Tensor tensor(const float* values) const { return {shape, {values, values + wire::product(shape)}}; }
};

int main() {
  const Json conventions = {{"runningVarianceCorrection", 1}, {"normalizingVarianceCorrection", 1},
                            {"epsilonPlacement", "outside"},  {"epsilonFloor", epsilon},
                            {"oneElement", "nan"},            {"emptyBatch", "unspecified"}};
  const Json about = {{"name", "darknet"},
                      {"version", "2018-09-14 (61c9d02e)"},
                      {"language", "C"},
                      {"capabilities", {"training", "inference", "trainingGradient", "inferenceGradient", "sequence"}},
                      {"conventions", conventions}};
  serve(about, {{"convolutional", [](const Setup& setup) { return std::make_unique<Darknet>(setup); }}});
}
