export type ChannelRetryRow = {
  workspace: string;
  subject: string;
  team: string;
  attempts: number;
  next_at: string;
};
