// tiny-dnn's batch_normalization_layer, called as its own tests call it.
//
// https://tiny-dnn.readthedocs.io/en/latest/: the documentation names no conventions. From the header
// https://github.com/tiny-dnn/tiny-dnn/blob/master/tiny_dnn/layers/batch_normalization_layer.h: no scale and no offset, momentum
// is the weight of the old statistics, which enter at post_update(), and the variance is the corrected one, for normalizing
// as well (divided by at least 1). Where a case has gamma and beta, they are applied to what the layer gives, as by its users.
#include <tiny_dnn/tiny_dnn.h>

#include "bncheck_adapter.hpp"

using namespace bncheck;

/// Takes the running statistics out of the layer, where its own archive would go.
struct Reader {
  Statistics found;

  template <class... Types>
  void operator()(Types&&... given) { (read(given), ...); }

  template <class Value>
  void read(cereal::NameValuePair<Value>& given) {
    if constexpr (std::is_same_v<std::decay_t<Value>, tiny_dnn::vec_t>) {
      auto& to = std::string(given.name) == "mean" ? found.mean : found.variance;
      to.assign(given.value.begin(), given.value.end());
    }
  }

  template <class Other>
  void read(Other&) {}
};

struct TinyDnn : Way {
  Setup setup;
  long spatial;
  Tensor normalized;
  tiny_dnn::batch_normalization_layer layer;

  static long spatialOf(const Setup& setup) {
    if (setup.channelAxis != 1) throw Skip("tiny-dnn has the channels on axis 1");
    return std::accumulate(setup.shape.begin() + 2, setup.shape.end(), 1L, std::multiplies<>());
  }

  explicit TinyDnn(const Setup& given)
      : setup(given), spatial(spatialOf(given)),
        layer(tiny_dnn::serial_size_t(spatial), tiny_dnn::serial_size_t(given.channels), float(given.epsilon),
              float(1 - given.factor)) {
    setState({setup.runningMean, setup.runningVariance});
  }

  tiny_dnn::tensor_t into(const Tensor& from) const {
    if (from.data.empty()) throw Skip("tiny-dnn has no empty batch");
    tiny_dnn::tensor_t result;
    const size_t each = from.data.size() / size_t(from.shape[0]);
    for (auto at = from.data.begin(); at != from.data.end(); at += long(each)) result.emplace_back(at, at + long(each));
    return result;
  }

  Tensor back(const tiny_dnn::tensor_t& samples, const Shape& shape) const {
    Tensor result{shape, {}};
    for (const auto& sample : samples) result.data.insert(result.data.end(), sample.begin(), sample.end());
    return result;
  }

  size_t channelOf(size_t i) const { return i / size_t(spatial) % size_t(setup.channels); }

  Tensor call(const Tensor& input, tiny_dnn::net_phase phase) {
    layer.set_context(phase);
    Tensor output = normalized = back(layer.forward({into(input)}).at(0), input.shape);
    const Vector gamma = setup.gammaOrOnes(), beta = setup.betaOrZeros();
    for (size_t i = 0; i < output.data.size(); ++i) {
      if (setup.gamma) output.data[i] *= gamma.at(channelOf(i));
      if (setup.beta) output.data[i] += beta.at(channelOf(i));
    }
    return output;
  }

  Tensor training(const Tensor& input) override {
    const Tensor output = call(input, tiny_dnn::net_phase::train);
    layer.post_update();
    return output;
  }

  Tensor inference(const Tensor& input) override { return call(input, tiny_dnn::net_phase::test); }

  Gradients gradient(const Tensor& gradOutput) override {
    Tensor scaled = gradOutput;
    std::vector<double> gradGamma(setup.channels), gradBeta(setup.channels);
    for (size_t i = 0; i < scaled.data.size(); ++i) {
      if (setup.gamma) scaled.data[i] *= (*setup.gamma)[channelOf(i)];
      gradGamma[channelOf(i)] += double(gradOutput.data[i]) * normalized.data.at(i);
      gradBeta[channelOf(i)] += gradOutput.data[i];
    }
    Gradients result{back(layer.backward({into(scaled)}).at(0), gradOutput.shape), std::nullopt, std::nullopt};
    if (setup.gamma) result.gamma = Vector(gradGamma.begin(), gradGamma.end());
    if (setup.beta) result.beta = Vector(gradBeta.begin(), gradBeta.end());
    return result;
  }

  std::optional<Statistics> state() override {
    Reader reader;
    layer.serialize(reader);
    return reader.found;
  }

  void setState(const Statistics& given) override {
    layer.set_mean(tiny_dnn::vec_t(given.mean.begin(), given.mean.end()));
    layer.set_variance(tiny_dnn::vec_t(given.variance.begin(), given.variance.end()));
  }
};

int main() {
  const Json about = {{"name", "tiny-dnn"},
                      {"version", "1.0.0a3"},
                      {"language", "C++"},
                      {"capabilities", {"training", "inference", "trainingGradient", "sequence"}},
                      {"conventions", {{"runningVarianceCorrection", 1}, {"normalizingVarianceCorrection", 1}}}};
  serve(about, {{"layer", [](const Setup& setup) { return std::make_unique<TinyDnn>(setup); }}});
}
