import type { Context } from './context.ts';

/** The handler of an endpoint that answers nothing: runs the command. */
export const done =
  <Input>(command: (context: Context, input: Input) => Promise<unknown>) =>
  async ({ context, input }: { context: Context; input: Input }) => {
    await command(context, input);
    return {};
  };
