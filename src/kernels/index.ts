/** What the host may call. Everything lies where the host's memory plan put it; the kernels get addresses only. */
export { expInPlace, sigmoidInPlace, tanhBackward, tanhForward, tanhInPlace } from './activations';
export { adamStep } from './adam';
export { baselinePredict, baselineRestart, baselineTrain } from './baseline';
export { bilstmDismiss, bilstmPredict, bilstmRestart, bilstmServe, bilstmTrain } from './bilstm';
export { columnSums } from './column-sums';
export { deephpmPredict, deephpmRestart, deephpmTrain } from './deephpm';
export { lstmCellBackward, lstmCellForward } from './lstm-cell';
export { maskedLoss } from './masked-loss';
export { product } from './product';
export { tanhBackwardTangent, tanhForwardTangent } from './tangent-activations';
export { transpose } from './transpose';
export { transposedProduct } from './transposed-product';
