package io.dither.learn.internal.evaluate;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Summable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Replaces examples by their sum if their oracles can be added, such as those of trips with the same origin, and if
 * their features, weights and clusters are the same (or each is its own cluster). The decision of the sum is the sum of
 * their decisions.
 */
public final class SharedSearches {
    /** With fewer sums or clusters than this, standard errors are imprecise. */
    private static final int ENOUGH_CLUSTERS = 30;

    private SharedSearches() {}

    /** Returns the examples, with groups that can be added replaced by their sums. */
    public static List<Observation> of(List<Observation> observations) {
        Map<Object, List<Observation>> groups = new LinkedHashMap<>();
        boolean isAnySummable = false;
        for (Observation observation : observations) {
            Optional<Object> origin = origin(observation);
            isAnySummable |= origin.isPresent();
            groups.computeIfAbsent(
                            origin.isPresent() ? key(origin.get(), observation) : observation.id(),
                            newKey -> new ArrayList<>())
                    .add(observation);
        }
        Arguments.require(
                isAnySummable,
                "searches cannot be shared: no example has a decision of an oracle that can be added to others",
                "Maybe leave it out: it is for paths along edges from one source, on a graph with cycles");
        return groups.values().stream().map(SharedSearches::sum).toList();
    }

    private static Optional<Object> origin(Observation observation) {
        return observation.target() instanceof Decision decision && isIntegral(decision.point())
                ? observation.oracle().as(Summable.class).flatMap(Summable::origin)
                : Optional.empty();
    }

    /** Returns whether all coordinates are integers, unlike those of a mean of several decisions. */
    private static boolean isIntegral(Vertex y) {
        for (int k = 0; k < y.size(); k++) {
            if (y.value(k) != Math.rint(y.value(k))) {
                return false;
            }
        }
        return true;
    }

    private static Object key(Object origin, Observation observation) {
        return List.of(
                origin,
                observation.features(),
                observation.weight(),
                isOwnCluster(observation),
                isOwnCluster(observation) ? "" : observation.cluster());
    }

    private static boolean isOwnCluster(Observation observation) {
        return observation.cluster().equals(observation.id());
    }

    private static Observation sum(List<Observation> group) {
        if (group.size() == 1) {
            return group.get(0);
        }
        List<Observation> sorted =
                group.stream().sorted(Comparator.comparing(Observation::id)).toList();
        Observation first = sorted.get(0);
        List<LinearOracle> others =
                sorted.stream().skip(1).map(Observation::oracle).toList();
        LinearOracle oracle = ((Summable) first.oracle()).plus(others);
        return Observation.of(first.id(), first.features(), oracle, Decision.of(decisions(sorted)))
                .withWeight(first.weight())
                .withCluster(first.cluster());
    }

    private static Vertex decisions(List<Observation> group) {
        Map<Integer, Double> sum = new TreeMap<>();
        for (Observation observation : group) {
            Vertex y = ((Decision) observation.target()).point();
            for (int k = 0; k < y.size(); k++) {
                sum.merge(y.index(k), y.value(k), Double::sum);
            }
        }
        Vertex all = new Vertex(group.get(0).oracle().dimension());
        sum.forEach((coordinate, count) -> all.add(coordinate, count));
        return all;
    }

    /** Returns a warning if there are too few sums or clusters for standard errors; otherwise an empty text. */
    public static String warning(List<Observation> sums) {
        long clusters = sums.stream().map(Observation::cluster).distinct().count();
        return clusters >= ENOUGH_CLUSTERS
                ? ""
                : "standard errors are computed from " + clusters
                        + " sums or clusters, too few to trust. Maybe fit each trip by itself";
    }

    /** Returns the number of examples whose oracles were added to make this one; 1 if none were. */
    static int count(LinearOracle oracle) {
        return oracle.as(Summable.class).map(Summable::terms).orElse(1);
    }
}
