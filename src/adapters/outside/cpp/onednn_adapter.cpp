// oneDNN's batch normalization primitive on its CPU engine, in the plain format (channels on axis 1) and channels last.
//
// https://uxlfoundation.github.io/oneDNN/dev_guide_batch_normalization.html: epsilon stands inside the root, the variance is the
// population variance, and the primitive keeps no running statistics: the caller does, from the batch's.
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>

#include "bncheck_adapter.hpp"

using namespace bncheck;
using dnnl::memory;
using Forward = dnnl::batch_normalization_forward;
using Backward = dnnl::batch_normalization_backward;
using Flags = dnnl::normalization_flags;
using Kind = dnnl::prop_kind;

const dnnl::engine engine(dnnl::engine::kind::cpu, 0);

struct OneDnn : Way {
  Setup setup;
  bool last;  // whether the memory has the channels last; the logical axis is 1 all the same
  memory source, mean, variance, gamma, beta;
  Flags flags = Flags::none;
  dnnl::stream stream{engine};

  OneDnn(const Setup& given, bool last) : setup(given), last(last) {
    const long rank = long(setup.shape.size());
    if (setup.channelAxis != (last ? rank - 1 : 1) || rank < 2 || rank > 5) throw Skip("not the format of this way");
    if (setup.gamma) flags |= Flags::use_scale;
    if (setup.beta) flags |= Flags::use_shift;
    gamma = vector(setup.gammaOrOnes());
    beta = vector(setup.betaOrZeros());
  }

  memory vector(const Vector& values) const {
    memory result({{setup.channels}, memory::data_type::f32, memory::format_tag::a}, engine);
    std::copy(values.begin(), values.end(), static_cast<float*>(result.get_data_handle()));
    return result;
  }

  memory::desc descriptionOf(Shape shape) const {
    using Tag = memory::format_tag;
    const Tag plain[] = {Tag::ab, Tag::abc, Tag::abcd, Tag::abcde}, channelsLast[] = {Tag::ab, Tag::acb, Tag::acdb, Tag::acdeb};
    if (last) shape.insert(shape.begin() + 1, shape.back()), shape.pop_back();
    const size_t at = shape.size() - 2;
    return {memory::dims(shape.begin(), shape.end()), memory::data_type::f32, last ? channelsLast[at] : plain[at]};
  }

  memory into(const Tensor& from) const {
    memory result(descriptionOf(from.shape), engine);
    std::copy(from.data.begin(), from.data.end(), static_cast<float*>(result.get_data_handle()));
    return result;
  }

  static Vector valuesOf(const memory& from) {
    const float* data = static_cast<const float*>(from.get_data_handle());
    return Vector(data, data + from.get_desc().get_size() / sizeof(float));
  }

  Forward::primitive_desc forward(const memory::desc& description, Kind kind) const {
    return Forward::primitive_desc(engine, kind, description, description, float(setup.epsilon), flags);
  }

  Tensor call(const Tensor& input, Kind kind) {
    source = into(input);
    memory output(source.get_desc(), engine);
    Forward(forward(source.get_desc(), kind))
        .execute(stream, {{DNNL_ARG_SRC, source}, {DNNL_ARG_DST, output}, {DNNL_ARG_MEAN, mean}, {DNNL_ARG_VARIANCE, variance},
                          {DNNL_ARG_SCALE, gamma}, {DNNL_ARG_SHIFT, beta}});
    stream.wait();
    return {input.shape, valuesOf(output)};
  }

  Tensor training(const Tensor& input) override {
    flags &= ~Flags::use_global_stats;
    mean = vector(Vector(setup.channels, 0));
    variance = vector(Vector(setup.channels, 0));
    return call(input, Kind::forward_training);
  }

  Tensor inference(const Tensor& input) override {
    flags |= Flags::use_global_stats;
    mean = vector(setup.runningMean);
    variance = vector(setup.runningVariance);
    return call(input, Kind::forward_inference);
  }

  Gradients gradient(const Tensor& gradOutput) override {
    const memory grad = into(gradOutput), gradInput(grad.get_desc(), engine);
    const memory gradGamma = vector(setup.gammaOrOnes()), gradBeta = vector(setup.betaOrZeros());
    const auto& shape = grad.get_desc();
    const bool affine = setup.gamma || setup.beta;
    const auto hint = forward(shape, Kind::forward_training);
    std::unordered_map<int, memory> arguments = {{DNNL_ARG_SRC, source}, {DNNL_ARG_MEAN, mean}, {DNNL_ARG_VARIANCE, variance},
                                                 {DNNL_ARG_DIFF_DST, grad}, {DNNL_ARG_DIFF_SRC, gradInput}};
    if (setup.gamma) arguments.insert({{DNNL_ARG_SCALE, gamma}, {DNNL_ARG_DIFF_SCALE, gradGamma}});
    if (setup.beta) arguments.insert({DNNL_ARG_DIFF_SHIFT, gradBeta});
    Backward(Backward::primitive_desc(engine, affine ? Kind::backward : Kind::backward_data, shape, shape, shape,
                                      float(setup.epsilon), flags, hint))
        .execute(stream, arguments);
    stream.wait();
    Gradients result{{gradOutput.shape, valuesOf(gradInput)}, std::nullopt, std::nullopt};
    if (setup.gamma) result.gamma = valuesOf(gradGamma);
    if (setup.beta) result.beta = valuesOf(gradBeta);
    return result;
  }

  void setState(const Statistics& given) override {
    setup.runningMean = given.mean;
    setup.runningVariance = given.variance;
  }

  std::vector<std::pair<std::string, Vector>> shown() override {
    return {{"batchMean", valuesOf(mean)}, {"batchVariance", valuesOf(variance)}};
  }
};

int main() {
  const auto* version = dnnl::version();
  const auto text = std::to_string(version->major) + "." + std::to_string(version->minor) + "." + std::to_string(version->patch);
  const Json about = {{"name", "onednn"},
                      {"version", text},
                      {"language", "C++"},
                      {"capabilities", {"training", "inference", "trainingGradient", "inferenceGradient", "sequence"}},
                      {"conventions", {{"runningVarianceCorrection", 0}, {"oneElement", "define"}}}};
  serve(about, {{"channels first", [](const Setup& setup) { return std::make_unique<OneDnn>(setup, false); }},
                {"channels last", [](const Setup& setup) { return std::make_unique<OneDnn>(setup, true); }}});
}
