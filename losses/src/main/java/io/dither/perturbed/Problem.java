package io.dither.perturbed;

import io.dither.noise.Noise;

/** One theta whose expectations are wanted: where its noise comes from, who solves it and what is collected. */
record Problem(
        Perturbation perturbation, Noise noise, Workspaces workspaces, Plan plan, long seed, long step, long example) {}
