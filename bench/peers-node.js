// teacher.onnx and student.onnx of a bundle in ONNX Runtime's own Node binding, one after the other, and the mean squared difference of their
// features on the host: what a user would write without DiCNet.
//   node peers-node.js MODULES BUNDLE [THREADS] [FRAMES]      MODULES: a folder with node_modules/onnxruntime-node
const [modules, bundle, threads = '2', frames = '30'] = process.argv.slice(2);
const ort = require(require('path').join(modules, 'node_modules', 'onnxruntime-node'));

async function main() {
  const options = { executionProviders: ['cpu'], intraOpNumThreads: Number(threads), graphOptimizationLevel: 'all' };
  const [teacher, student] = await Promise.all(['teacher', 'student'].map(name => ort.InferenceSession.create(`${bundle}/${name}.onnx`, options)));
  const [, height, width] = teacher.inputMetadata[0].shape;
  const pixels = new Uint8Array(height * width * 3).map((_, i) => (i * 2654435761) >>> 24);
  const feeds = { frames: new ort.Tensor('uint8', pixels, [1, height, width, 3]) };
  const score = async () => {
    const t = (await teacher.run(feeds, ['features'])).features, s = (await student.run(feeds, ['features'])).features;
    const [, channels, h, w] = t.dims, cells = h * w, eq7 = new Float32Array(cells);
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < cells; i++) {
        const d = t.data[c * cells + i] - s.data[c * cells + i];
        eq7[i] += d * d / channels;
      }
    }
    return eq7;
  };
  for (let i = 0; i < 3; i++) await score();
  const start = process.hrtime.bigint();
  for (let i = 0; i < Number(frames); i++) await score();
  console.log(JSON.stringify({ framesPerSecond: Number(frames) / (Number(process.hrtime.bigint() - start) / 1e9) }));
}

main();
