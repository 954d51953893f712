/** The shape in which a per-channel vector broadcasts over a tensor: ones, except at the channel axis. */
export function perChannelShape(rank: number, channelAxis: number, channels: number): number[] {
  return Array.from({ length: rank }, (_, axis) => (axis === channelAxis ? channels : 1));
}

/** The axes that batch norm reduces: all but the channel axis. */
export function reducedAxes(rank: number, channelAxis: number): number[] {
  return Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis !== channelAxis);
}
