/** A cell from a table of cycles, and the first of its cycles. */
export const batteryExample = {
  id: 7,
  filename: 'my-cell.csv',
  name: 'my-cell',
  total_cycles: 168,
  nominal_capacity: 2,
  manufacturer: null,
  chemistry: 'NMC',
  temperature: 25,
  created_at: '2025-01-07T09:00:00Z',
  updated_at: '2025-01-07T09:00:00Z',
  end_of_life: 0.8,
  end_of_life_cycle: 124,
  capacity_from: 'all',
  simulated: false,
  features: ['temperature_max', 'time_charge'],
  tags: ['fast charge'],
  comment: 'New clamps from cycle 40 on',
  dataset_hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  notes: ['Capacity is taken to be in Ah: no unit is given'],
  quality: null,
};
export const batteryListExample = {
  items: [batteryExample],
  meta: { page: 1, page_size: 20, total: 1, total_pages: 1 },
};
export const cycleListExample = {
  items: [
    {
      id: 1001,
      battery_id: 7,
      cycle_index: 1,
      time: [0, 10, 20],
      voltage: [3.61, 3.64, 3.66],
      current: [1.5, 1.5, 1.5],
      temperature: [24.1, 24.2, 24.4],
      soh: 0.985,
      rul: 123,
      capacity: 1.97,
      features: { temperature_max: 38.2, time_charge: 10_042 },
    },
  ],
  meta: { page: 1, page_size: 1, total: 168, total_pages: 168 },
};
