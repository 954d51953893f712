// The part that does not know the library: the wire protocol, tensors, and stateful layers.
//
// Each request makes a fresh layer, except that the steps of a sequence share one. A skip skips the request; any other error,
// and a panic of the library, refuses it.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
)

type tensor struct {
	shape []int
	data  []float32
}

// What a layer is made of. Requests for gradients leave out what those do not depend on.
type setup struct {
	gamma, beta, runningMean, runningVariance []float32 // gamma and beta are nil where there is none
	epsilon, factor                           float64   // factor: the weight of the new batch
	channelAxis, channels                     int
}

type layer interface {
	call(input tensor, training bool) tensor
	gradient(gradOutput tensor) (input tensor, gamma, beta []float32) // of the latest call
	state() (mean, variance []float32)
	setState(mean, variance []float32)
}

type skip string

func (why skip) Error() string { return string(why) }

type wireTensor struct {
	Dtype string `json:"dtype"`
	Shape []int  `json:"shape"`
	Data  []byte `json:"data"` // encoding/json reads and writes base64
}

func (t *wireTensor) read() tensor {
	if t == nil {
		return tensor{}
	}
	values := make([]float32, len(t.Data)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(t.Data[4*i:]))
	}
	count := 1
	for _, size := range t.Shape {
		count *= size
	}
	if count != len(values) {
		panic(fmt.Sprintf("%d values for the shape %v", len(values), t.Shape))
	}
	return tensor{t.Shape, values}
}

func write(shape []int, values []float32) *wireTensor {
	data := []byte{}
	for _, value := range values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(value))
	}
	return &wireTensor{"float32", shape, data}
}

func vector(values []float32) *wireTensor {
	if values == nil {
		return nil
	}
	return write([]int{len(values)}, values)
}

type number float64

func (n *number) UnmarshalJSON(text []byte) error { // NaN and the infinities travel by name
	value, err := strconv.ParseFloat(string(trimQuotes(text)), 64)
	*n = number(value)
	return err
}

func trimQuotes(text []byte) []byte {
	if len(text) > 1 && text[0] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}

type step struct {
	Call                                            string
	Input, GradOutput, RunningMean, RunningVariance *wireTensor
}

type message struct {
	Cmd, Operation string
	Seq            int
	Case           struct {
		Input, GradOutput, Gamma, Beta, RunningMean, RunningVariance *wireTensor
		Epsilon                                                      number
		ExponentialAverageFactor                                     *number
		ChannelAxis                                                  number
		Steps                                                        []step
	}
}

type result map[string]any

func run(m message, make func(setup) layer) result {
	given := m.Case
	if m.Operation != "sequence" {
		one := make(setupOf(m, given.Input.Shape))
		training := m.Operation == "training" || m.Operation == "trainingGradient"
		output := one.call(given.Input.read(), training)
		if given.GradOutput != nil {
			return gradients(one, given.GradOutput)
		}
		return called(one, output, training)
	}
	var one layer
	results := []result{}
	for _, step := range given.Steps {
		if one == nil && step.Input != nil {
			one = make(setupOf(m, step.Input.Shape))
		}
	}
	for _, step := range given.Steps {
		switch step.Call {
		case "gradient":
			results = append(results, gradients(one, step.GradOutput))
		case "setState":
			one.setState(step.RunningMean.read().data, step.RunningVariance.read().data)
			results = append(results, result{})
		case "getState":
			results = append(results, statistics(one))
		default:
			training := step.Call == "training"
			results = append(results, called(one, one.call(step.Input.read(), training), training))
		}
	}
	return result{"steps": results}
}

func called(one layer, output tensor, training bool) result {
	found := result{}
	if training {
		found = statistics(one)
	}
	found["output"] = write(output.shape, output.data)
	return found
}

func statistics(one layer) result {
	mean, variance := one.state()
	return result{"runningMean": vector(mean), "runningVariance": vector(variance)}
}

func gradients(one layer, gradOutput *wireTensor) result {
	input, gamma, beta := one.gradient(gradOutput.read())
	return result{"gradInput": write(input.shape, input.data), "gradGamma": vector(gamma), "gradBeta": vector(beta)}
}

func setupOf(m message, shape []int) setup {
	given, axis := m.Case, int(m.Case.ChannelAxis)
	if float64(axis) != float64(given.ChannelAxis) || axis < 0 || axis >= len(shape) {
		panic(fmt.Sprintf("channelAxis %v is no axis of %v", given.ChannelAxis, shape))
	}
	s := setup{given.Gamma.read().data, given.Beta.read().data, given.RunningMean.read().data, given.RunningVariance.read().data,
		float64(given.Epsilon), 0.1, axis, shape[axis]}
	if given.ExponentialAverageFactor != nil {
		s.factor = float64(*given.ExponentialAverageFactor)
	}
	if given.RunningMean == nil {
		s.runningMean, s.runningVariance = make([]float32, s.channels), make([]float32, s.channels)
	}
	return s
}

func answer(m message, make func(setup) layer) (reply result) {
	defer func() {
		if fault := recover(); fault != nil {
			reply = result{"seq": m.Seq, "error": fmt.Sprintf("%.300v", fault)}
			if why, skips := fault.(skip); skips {
				reply = result{"seq": m.Seq, "skipped": string(why)}
			}
		}
	}()
	return result{"seq": m.Seq, "result": run(m, make)}
}

func serve(about result, make func(setup) layer) {
	for lines := bufio.NewReader(os.Stdin); ; {
		line, _ := lines.ReadBytes('\n')
		var m message
		err := json.Unmarshal(line, &m)
		if len(line) == 0 || m.Cmd == "stop" {
			return
		}
		reply := about
		if m.Cmd == "run" && err != nil {
			reply = result{"seq": m.Seq, "error": err.Error()}
		} else if m.Cmd == "run" {
			reply = answer(m, make)
		}
		text, _ := json.Marshal(reply)
		fmt.Println(string(text))
	}
}
