/** What an adapter says of its library: one layer, made anew for each request but shared by the steps of a sequence. */
interface Layer {
  record Tensor(long[] shape, float[] data) {}

  /** Gamma and beta are null where there is none; factor is the weight of the new batch. */
  record Setup(float[] gamma, float[] beta, float[] runningMean, float[] runningVariance, double epsilon, double factor,
      int channelAxis, int channels, int rank) {}

  record Gradients(Tensor input, float[] gamma, float[] beta) {}

  record Statistics(float[] mean, float[] variance) {}

  /** What the library does not offer. */
  @SuppressWarnings("serial")
  class Skip extends RuntimeException {
    Skip(String why) {
      super(why);
    }
  }

  Tensor call(Tensor input, boolean training);

  /** Of the latest call. */
  Gradients gradient(Tensor gradOutput);

  Statistics state();

  void setState(Statistics given);
}
