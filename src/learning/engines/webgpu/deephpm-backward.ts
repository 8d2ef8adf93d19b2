/** DeepHPM's loss and the way back: through g, up the chains, through u; then every weight's gradient and step at once. */
import type { DenseLayerPlace, DenseLayout } from './dense-parameters.ts';
import type { Region, TangentRegions } from './deephpm-layout.ts';
import {
  type DeephpmText,
  layerOf,
  phase,
  regionOf,
  slopesAt,
  sync,
  transposedOf,
  weightOf,
} from './deephpm-forward.ts';
import { type GradientText, lines, repeat, updateLayer } from './wgsl-text.ts';

export function backwardText(text: DeephpmText): string {
  const { regions, g } = text;
  const fromG = [regions.gOut, regions.gTangentOut] as const;
  return lines([
    lossAndSlopes(text),
    sync,
    ...[3, 2, 1].flatMap((layer) => [backwardLayer(text, g, regions.g, layer, fromG, []), sync]),
    dynamicsSlopes(text),
    sync,
    ...[1, 2, 3].flatMap((layer) => [chainUp(text, layer), sync]),
    backwardThroughU(text),
    updates(text),
    sync,
  ]);
}

/** f = u_t - g and f_t = u_tt - ġ of each row, the slopes of the loss at all outputs, and squares for its terms. */
function lossAndSlopes({ regions, widths, rows, physicsWeight }: DeephpmText): string {
  const lanes = Array.from({ length: 4 }, (_, lane) =>
    lane < widths.outputs ? `${regionOf(regions.second, lane)('t', '0u')}.x` : '0.0',
  );
  return `if (t < ${rows}u) {
  var error = vec4f(); var f = vec4f(); var fTangent = vec4f();
  if (first + t < step.rowCount) {
    let at = order[step.firstRow + first + t] * 2u;
    error = (${regions.dynamics('t', `${widths.uAt}u`)} - labels[at]) * labels[at + 1u];
    f = ${regions.dynamicsTangent('t', `${widths.uAt}u`)} - ${regions.gOut('t', '0u')};
    fTangent = vec4f(${lanes.join(', ')}) - ${regions.gTangentOut('t', '0u')};
  }
  let share = 1.0 / f32(step.rowCount * ${widths.outputs}u);
  ${regions.squares('t', '0u')} = vec4f(step.knownShare * dot(error, error), share * dot(f, f), share * dot(fTangent, fTangent), 0.0);
  let scale = ${(2 * physicsWeight).toExponential()} * share;
  ${regions.uOut('t', '0u')} = 2.0 * step.knownShare * error;
  ${regions.uTangentOut('t', '0u')} = scale * f;
  ${regions.gOut('t', '0u')} = -scale * f;
  ${regions.gTangentOut('t', '0u')} = -scale * fTangent;
}`;
}

type Slopes = readonly [state: Region, tangent: Region];

/** z̄_l and ż̄_l from the layer above, whose slopes are z̄_{l+1} and ż̄_{l+1}, or `fromOutput` above the last. */
function backwardLayer(
  text: DeephpmText,
  network: DenseLayout,
  own: TangentRegions,
  layer: number,
  fromOutput: Slopes,
  extra: readonly Region[],
): string {
  const [state, tangent] =
    layer === 3 ? fromOutput : [regionOf(own.raw, layer + 1), regionOf(own.tangentSlope, layer + 1)];
  const layout = layerOf(network, layer);
  const raw = regionOf(own.raw, layer)('row', 'column');
  return phase(text, {
    columns: text.widths.hiddenQuads,
    innerQuads: layout.weight.rowQuads,
    weightAt: transposedOf(layout),
    sources: [state, tangent],
    starts: [],
    epilogue: `let h = ${regionOf(own.state, layer)('row', 'column')}; let slope = 1.0 - h * h;
${extra.length === 2 ? `let hSlope = s0 + ${extra[0]?.('row', 'column') ?? ''}; let hTangentSlope = s1 + ${extra[1]?.('row', 'column') ?? ''};` : 'let hSlope = s0; let hTangentSlope = s1;'}
${regionOf(own.tangentSlope, layer)('row', 'column')} = hTangentSlope * slope;
${raw} = (hSlope - 2.0 * h * hTangentSlope * ${raw}) * slope;`,
  });
}

/** Slopes at g's input, u and u_x alone; u_tt of f_t joins u_xt in t's column. */
function dynamicsSlopes(text: DeephpmText): string {
  const { regions, widths, g } = text;
  const time = widths.inputs - 1;
  const joins = repeat(
    widths.outputs,
    (output) =>
      `if (column == ${widths.slopesAt(output) + Math.floor(time / 4)}u) { tangent[${time % 4}] -= ${regions.gTangentOut('row', '0u')}[${output}]; }`,
  );
  return phase(text, {
    columns: widths.dynamicsQuads,
    innerQuads: widths.hiddenQuads,
    weightAt: transposedOf(layerOf(g, 0)),
    sources: [regionOf(regions.g.raw, 1), regionOf(regions.g.tangentSlope, 1)],
    epilogue: `var tangent = s1;
${joins}
if (column == ${widths.uAt}u) {
  ${regions.uOut('row', '0u')} += s0; ${regions.uTangentOut('row', '0u')} += s1;
}
${regions.dynamicsSlope('row', 'column')} = s0;
${regions.dynamicsTangentSlope('row', 'column')} = tangent;`,
  });
}

/** p̄_l and ṗ̄_l from q̄_{l-1}, then q̄_l and q̇̄_l in place of q_l, and what all chains send into h_l and ḣ_l. */
function chainUp(text: DeephpmText, layer: number): string {
  const { regions, widths, u } = text;
  const layout = layerOf(u, layer - 1);
  const shifted =
    (region: Region, output: number): Region =>
    (row, quad) =>
      region(row, `${quad} + ${widths.slopesAt(output)}u`);
  const sources = Array.from({ length: widths.outputs }, (_, output): Region[] =>
    layer === 1
      ? [shifted(regions.dynamicsSlope, output), shifted(regions.dynamicsTangentSlope, output)]
      : [regionOf(regions.q[output], layer - 1), regionOf(regions.qTangent[output], layer - 1)],
  ).flat();
  return phase(text, {
    columns: widths.hiddenQuads,
    innerQuads: layout.inputQuads,
    weightAt: weightOf(layout),
    sources,
    epilogue: `${slopesAt(text, layer)}
var hSlope = vec4f(); var hTangentSlope = vec4f();
${repeat(widths.outputs, (output) => linkUp(text, layer, output))}
${regionOf(regions.hiddenSlope, layer)('row', 'column')} = hSlope;
${regionOf(regions.u.tangentSlope, layer)('row', 'column')} = hTangentSlope;`,
  });
}

/** One output's link; q_3 is the last weight's column and q̇_3 is 0. */
function linkUp({ regions, widths, u }: DeephpmText, layer: number, output: number): string {
  const q = regionOf(regions.q[output], layer)('row', 'column');
  const qTangent = regionOf(regions.qTangent[output], layer)('row', 'column');
  const column = `state[${transposedOf(layerOf(u, 3))} + ${output * widths.hiddenQuads}u + column]`;
  return `{ let pSlope = s${2 * output}; let pTangentSlope = s${2 * output + 1};
let q = ${layer === 3 ? column : q}; let qTangent = ${layer === 3 ? 'vec4f()' : qTangent};
${q} = pSlope * slope + pTangentSlope * slopeTangent;
${qTangent} = pTangentSlope * slope;
hSlope -= 2.0 * (h * (pSlope * q + pTangentSlope * qTangent) + hTangent * (pTangentSlope * q));
hTangentSlope -= 2.0 * h * (pTangentSlope * q); }`;
}

function backwardThroughU(text: DeephpmText): string {
  const { regions, u } = text;
  const outputs = [regions.uOut, regions.uTangentOut] as const;
  return lines(
    [3, 2, 1].flatMap((layer) => {
      const extra = [regionOf(regions.hiddenSlope, layer), regionOf(regions.u.tangentSlope, layer)];
      return [backwardLayer(text, u, regions.u, layer, outputs, extra), sync];
    }),
  );
}

/** Gradients of all layers: no weight is read any more, so they need no barrier between them. */
function updates(text: DeephpmText): string {
  const { regions, u, g } = text;
  return lines([
    ...[0, 1, 2, 3].map((index) => {
      const pairs = [...networkPairs(text, regions.u, index), ...chainPairs(text, index)];
      return update(text, layerOf(u, index), pairs, index === 3 ? chainColumns(text) : '');
    }),
    ...[0, 1, 2, 3].map((index) => update(text, layerOf(g, index), networkPairs(text, regions.g, index), '')),
  ]);
}

const update = (
  { rows, threads, sumsGradients }: DeephpmText,
  layer: DenseLayerPlace,
  pairs: GradientText['pairs'],
  extra: string,
): string => updateLayer({ layer, threads, sumsGradients, gradient: { rows, pairs }, extra });

const pairOf = (left: Region, slope: Region, shift = ''): GradientText['pairs'][number] => ({
  left: (row) => left(row, `inner${shift}`),
  slope: (row) => slope(row, 'column'),
});

/** h_{l}ᵀ·z̄ and ḣ_{l}ᵀ·ż̄ of a network's layer with input l = index; the first gives the bias's slope too. */
function networkPairs({ regions }: DeephpmText, own: TangentRegions, index: number): GradientText['pairs'] {
  const state = index === 0 ? regions.dynamics : regionOf(own.state, index);
  const tangent = index === 0 ? regions.dynamicsTangent : regionOf(own.tangent, index);
  if (index < 3) {
    return [
      pairOf(state, regionOf(own.raw, index + 1)),
      pairOf(tangent, regionOf(own.tangentSlope, index + 1)),
    ];
  }
  return own === regions.u
    ? [pairOf(state, regions.uOut), pairOf(tangent, regions.uTangentOut)]
    : [pairOf(state, regions.gOut), pairOf(tangent, regions.gTangentOut)];
}

/** q̄_{l-1}ᵀ·p_l and the same dotted, by output. */
function chainPairs({ regions, widths }: DeephpmText, index: number): GradientText['pairs'] {
  if (index === 3) return [];
  return Array.from({ length: widths.outputs }, (_, output) => {
    const p = regionOf(regions.p[output], index + 1);
    const pTangent = regionOf(regions.pTangent[output], index + 1);
    const shift = ` + ${widths.slopesAt(output)}u`;
    return index === 0
      ? [pairOf(regions.dynamicsSlope, p, shift), pairOf(regions.dynamicsTangentSlope, pTangent, shift)]
      : [
          pairOf(regionOf(regions.q[output], index), p),
          pairOf(regionOf(regions.qTangent[output], index), pTangent),
        ];
  }).flat();
}

/** Each chain began with a column of the last weight: the rows' q̄_3 add up in it. */
function chainColumns({ regions, widths, rows }: DeephpmText): string {
  return `for (var row = 0u; row < ${rows}u; row++) {
${repeat(
  widths.outputs,
  (output) => `{ let d = ${regionOf(regions.q[output], 3)('row', 'inner')};
  g0[${output}] += d.x; g1[${output}] += d.y; g2[${output}] += d.z; g3[${output}] += d.w; }`,
)}
}`;
}
