// GoMLX's batch normalization layer on its backend in pure Go.
//
// https://pkg.go.dev/github.com/gomlx/gomlx@v0.26.0/pkg/ml/layers/batchnorm: momentum is the weight of the old statistics, and
// the channels are on any axis. That the running variance is the biased one is from the source of that page; so is that the
// first updates weigh more, as in a cumulative average: given statistics are those of a layer that has counted long.
// The backend in Go lacks the fused operations, so that UseBackendInference is off, as its documentation says for those cases.
package main

import (
	"slices"

	"github.com/gomlx/gomlx/backends"
	_ "github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"github.com/gomlx/gomlx/pkg/ml/context"
	"github.com/gomlx/gomlx/pkg/ml/layers/batchnorm"
)

const long = 1e9

var backend = backends.MustNew()

type gomlx struct {
	setup
	ctx          *context.Context
	latest       tensor
	training     bool
	mean, before []float32 // the statistics before the latest call
}

func variables(ctx *context.Context, s setup) {
	scope := ctx.In(batchnorm.BatchNormalizationScopeName)
	set := func(name string, values []float32) *context.Variable {
		return scope.VariableWithValue(name, tensors.FromFlatDataAndDimensions(values, len(values)))
	}
	if s.gamma != nil {
		set("scale", s.gamma).SetTrainable(true)
	}
	if s.beta != nil {
		set("offset", s.beta).SetTrainable(true)
	}
	counted := make([]float32, s.channels)
	for i := range counted {
		counted[i] = long
	}
	set("mean", s.runningMean).SetTrainable(false)
	set("variance", s.runningVariance).SetTrainable(false)
	set("avg_weight", counted).SetTrainable(false)
}

func newLayer(s setup) layer {
	one := &gomlx{setup: s}
	one.setState(s.runningMean, s.runningVariance)
	return one
}

func (one *gomlx) apply(ctx *context.Context, x *graph.Node, training bool) *graph.Node {
	ctx.SetTraining(x.Graph(), training)
	return batchnorm.New(ctx, x, one.channelAxis).Momentum(1 - one.factor).Epsilon(one.epsilon).
		Scale(one.gamma != nil).Center(one.beta != nil).UseBackendInference(false).Done()
}

func (one *gomlx) call(input tensor, training bool) tensor {
	if len(input.data) == 0 { // a panic in one of its goroutines, which nobody can recover from
		panic(skip("an empty batch ends the process in GoMLX: index out of range in execSubNumericGeneric"))
	}
	one.latest, one.training = input, training
	one.mean, one.before = one.state()
	exec := context.MustNewExec(backend, one.ctx, func(ctx *context.Context, x *graph.Node) *graph.Node {
		return one.apply(ctx, x, training)
	})
	defer exec.Finalize()
	output := exec.MustExec(tensors.FromFlatDataAndDimensions(input.data, input.shape...))[0]
	return tensor{input.shape, tensors.MustCopyFlatData[float32](output)}
}

// Calls a layer of the same state anew, with the gradient of the sum of gradOutput times the output: GoMLX has none with a gradOutput
// of its own, and the product would broadcast one of another shape, for which the layer is not to blame.
func (one *gomlx) gradient(gradOutput tensor) (tensor, []float32, []float32) {
	if !slices.Equal(gradOutput.shape, one.latest.shape) {
		panic(skip("a gradient of GoMLX takes no gradOutput"))
	}
	before := one.setup
	before.runningMean, before.runningVariance = one.mean, one.before
	ctx := context.New().Checked(false)
	variables(ctx, before)
	exec := context.MustNewExec(backend, ctx, func(ctx *context.Context, x, g *graph.Node) []*graph.Node {
		loss := graph.ReduceAllSum(graph.Mul(one.apply(ctx, x, one.training), g))
		wanted := []*graph.Node{x}
		for _, name := range []string{"scale", "offset"} {
			if variable := ctx.GetVariableByScopeAndName("/batch_normalization", name); variable != nil {
				wanted = append(wanted, variable.ValueGraph(x.Graph()))
			}
		}
		return graph.Gradient(loss, wanted...)
	})
	defer exec.Finalize()
	found := exec.MustExec(tensors.FromFlatDataAndDimensions(one.latest.data, one.latest.shape...),
		tensors.FromFlatDataAndDimensions(gradOutput.data, gradOutput.shape...))
	values := make([][]float32, 3)
	for i, asked := range []bool{true, one.gamma != nil, one.beta != nil} {
		if asked {
			values[i] = tensors.MustCopyFlatData[float32](found[0])
			found = found[1:]
		}
	}
	return tensor{one.latest.shape, values[0]}, values[1], values[2]
}

func (one *gomlx) state() (mean, variance []float32) {
	read := func(name string) []float32 {
		return tensors.MustCopyFlatData[float32](one.ctx.GetVariableByScopeAndName("/batch_normalization", name).MustValue())
	}
	return read("mean"), read("variance")
}

func (one *gomlx) setState(mean, variance []float32) {
	one.runningMean, one.runningVariance = mean, variance
	one.ctx = context.New().Checked(false)
	variables(one.ctx, one.setup)
}

func main() {
	serve(result{"protocol": 1, "name": "gomlx", "version": "0.26.0", "language": "Go", "dtype": "float32",
		"capabilities": []string{"training", "inference", "trainingGradient", "inferenceGradient", "sequence"},
		"conventions":  map[string]any{"runningVarianceCorrection": 0, "oneElement": "define"}}, newLayer)
}
