/** `npm run campaign`: kills, full disks and damage at random, and what came of them. Ends with 1 where there is a fault. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { printCampaign } from './print-campaign.ts';

const usage = `npm run campaign -- [options]
  --rounds N   rounds of each kind (20)
  --seed N     plans the same rounds again; printed at the start (a new one each time)
  --only KIND  kills, disk or damage (all three)`;

const optionsSchema = z.object({
  rounds: z.coerce.number().int().min(1).max(100_000).default(20),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).optional(),
  only: z.enum(['kills', 'disk', 'damage']).optional(),
  help: z.boolean().default(false),
});

const options = optionsOrExit();
if (options.help) console.log(usage);
else {
  const seed = options.seed ?? Math.floor(Math.random() * 1_000_000);
  process.exitCode = (await printCampaign({ ...options, seed })) ? 0 : 1;
}

function optionsOrExit(): z.infer<typeof optionsSchema> {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    return optionsSchema.parse(values);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    console.error(`${reason}\n\n${usage}`);
    return process.exit(2);
  }
}
