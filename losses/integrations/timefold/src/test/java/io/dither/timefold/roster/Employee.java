package io.dither.timefold.roster;

import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import java.util.Set;

/** Someone who works, with the skills and the days asked off. */
public record Employee(@PlanningId String name, boolean isNurse, Set<Integer> asked) {}
