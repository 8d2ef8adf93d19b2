/** Seeds are whole numbers of 32 bits; those of several trainings in one job lie within them too. */
export const largestSeed = 4_294_967_295;
