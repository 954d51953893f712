// Lets bncheck test a batch normalization that Go can reach: go build adapter.go && bncheck check cmd:./adapter
//
// bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
// stdout. Print nothing else to stdout: logs go to stderr. Standard library only.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
)

// ==== FILL IN: who you are, what you can do, and your batch normalization ===================================

// The running variance takes in v * m / (m - 1) (0: v itself), and an empty batch leaves the statistics alone.
const about = `{"protocol":1,"name":"my batch norm in Go","language":"Go","dtype":"float32",` +
	`"capabilities":["training","inference","trainingGradient","inferenceGradient"],` +
	`"conventions":{"runningVarianceCorrection":1,"emptyBatch":"keep"}}`

// Call your own code here instead. Tensors are flat, the last axis fastest, of the shape c.shape, with the
// channels on axis c.axis; vectors have one entry per channel. Gamma and beta are nil where there is none.
func batchNorm(operation string, c batch) map[string][]float64 {
	channel := func(i int) int { return i / c.inner % c.channels }
	sums := func(term func(i, channel int) float64) []float64 {
		total := make([]float64, c.channels)
		for i := range c.input {
			total[channel(i)] += term(i, channel(i))
		}
		return total
	}
	gamma, beta, m := c.gamma, c.beta, float64(c.m)
	if gamma == nil {
		gamma = slices.Repeat([]float64{1}, c.channels)
	}
	if beta == nil {
		beta = make([]float64, c.channels)
	}

	mean, variance, trains := c.runningMean, c.runningVariance, strings.HasPrefix(operation, "training")
	if trains && c.m > 0 { // two passes: a mean of squares less a squared mean would lose all digits
		mean = sums(func(i, _ int) float64 { return c.input[i] / m })
		variance = sums(func(i, ch int) float64 { return (c.input[i] - mean[ch]) * (c.input[i] - mean[ch]) / m })
	}
	invStd, newMean, newVariance := make([]float64, c.channels), slices.Clone(mean), slices.Clone(variance)
	for ch := range mean {
		invStd[ch] = 1 / math.Sqrt(variance[ch]+c.epsilon)
		if operation == "training" { // c.factor is the weight of the new batch
			newMean[ch] = (1-c.factor)*c.runningMean[ch] + c.factor*mean[ch]
			newVariance[ch] = (1-c.factor)*c.runningVariance[ch] + c.factor*variance[ch]*m/max(m-1, 1)
		}
	}
	z := func(i int) float64 { return (c.input[i] - mean[channel(i)]) * invStd[channel(i)] }
	values := make([]float64, len(c.input))

	if c.gradOutput != nil {
		gradBeta := sums(func(i, _ int) float64 { return c.gradOutput[i] })
		gradGamma := sums(func(i, _ int) float64 { return c.gradOutput[i] * z(i) })
		for i, g := range c.gradOutput {
			ch := channel(i)
			if trains { // the statistics depend on the input, too
				g -= (gradBeta[ch] + z(i)*gradGamma[ch]) / m
			}
			values[i] = gamma[ch] * invStd[ch] * g
		}
		return map[string][]float64{"gradInput": values, "gradGamma": gradGamma, "gradBeta": gradBeta}
	}
	for i := range values {
		values[i] = gamma[channel(i)]*z(i) + beta[channel(i)]
	}
	if !trains {
		return map[string][]float64{"output": values}
	}
	if c.m == 0 {
		return map[string][]float64{"output": values, "runningMean": c.runningMean, "runningVariance": c.runningVariance}
	}
	return map[string][]float64{"output": values, "batchMean": mean, "batchVariance": variance, "invStd": invStd,
		"runningMean": newMean, "runningVariance": newVariance}
}

// ==== The protocol: nothing to change from here on ==========================================================

type tensor struct {
	Dtype string `json:"dtype"`
	Shape []int  `json:"shape"`
	Data  []byte `json:"data"` // encoding/json reads and writes base64
}

type message struct {
	Cmd, Operation string
	Seq            int
	Case           struct {
		Input, GradOutput, Gamma, Beta, RunningMean, RunningVariance *tensor
		Epsilon, ExponentialAverageFactor, ChannelAxis               any
	}
}

type batch struct {
	shape                                                        []int
	axis, m, channels, inner                                     int
	input, gradOutput, gamma, beta, runningMean, runningVariance []float64
	epsilon, factor                                              float64
}

func product(sizes []int) int {
	count := 1
	for _, size := range sizes {
		count *= size
	}
	return count
}

func decode(t *tensor, shape []int) []float64 {
	if t == nil {
		return nil
	}
	if !slices.Equal(t.Shape, shape) || len(t.Data) != 4*product(shape) {
		panic(fmt.Sprintf("%d bytes of shape %v where float32 of shape %v is due", len(t.Data), t.Shape, shape))
	}
	values := make([]float64, product(shape))
	for i := range values {
		values[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(t.Data[4*i:])))
	}
	return values
}

func number(value any) float64 { // NaN and the infinities travel by name; where they are of no use, NaN will do
	if value, ok := value.(float64); ok {
		return value
	}
	return math.NaN()
}

func run(message message) (result map[string]tensor, fault any) {
	defer func() { fault = recover() }()
	given := message.Case
	shape, axis := given.Input.Shape, int(number(given.ChannelAxis))
	vector := shape[axis : axis+1]
	c := batch{shape, axis, product(shape[:axis]) * product(shape[axis+1:]), vector[0], product(shape[axis+1:]),
		decode(given.Input, shape), decode(given.GradOutput, shape), decode(given.Gamma, vector), decode(given.Beta, vector),
		decode(given.RunningMean, vector), decode(given.RunningVariance, vector), number(given.Epsilon), 0}
	if message.Operation == "training" {
		c.factor = number(given.ExponentialAverageFactor)
	}
	if !(c.epsilon >= 0 && c.factor >= 0 && c.factor <= 1) {
		panic("epsilon or exponentialAverageFactor is out of range")
	}
	result = map[string]tensor{}
	for name, values := range batchNorm(message.Operation, c) {
		data := []byte{}
		for _, value := range values {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(value)))
		}
		result[name] = tensor{"float32", vector, data}
		if name == "output" || name == "gradInput" { // all else has one entry per channel
			result[name] = tensor{"float32", shape, data}
		}
	}
	return result, nil
}

func main() {
	for lines := bufio.NewReader(os.Stdin); ; {
		line, _ := lines.ReadBytes('\n')
		var message message
		if json.Unmarshal(line, &message) != nil || message.Cmd == "stop" {
			return
		}
		reply := []byte(about)
		if message.Cmd == "run" {
			result, fault := run(message)
			reply, _ = json.Marshal(map[string]any{"seq": message.Seq, "result": result})
			if fault != nil {
				reply, _ = json.Marshal(map[string]any{"seq": message.Seq, "error": fmt.Sprint(fault)})
			}
		}
		fmt.Println(string(reply))
	}
}
