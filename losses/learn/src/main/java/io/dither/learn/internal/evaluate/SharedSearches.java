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
 * Adds up examples whose oracles can be added, such as trips of one origin, where features, weight and cluster are the same (or
 * each stands alone): the sum of their decisions is a decision of the sum of their sets.
 */
public final class SharedSearches {
    /** Errors over fewer are badly known. */
    private static final int FEW = 30;

    private SharedSearches() {}

    /** Returns sums in the place of the examples that add up, and the others as they are. */
    public static List<Observation> of(List<Observation> observations) {
        Map<Object, List<Observation>> groups = new LinkedHashMap<>();
        boolean any = false;
        for (Observation one : observations) {
            Optional<Object> origin = origin(one);
            any |= origin.isPresent();
            groups.computeIfAbsent(origin.isPresent() ? key(origin.get(), one) : one.id(), fresh -> new ArrayList<>())
                    .add(one);
        }
        Arguments.require(
                any,
                "searches cannot be shared: no example has a decision of an oracle that can be added to others",
                "Maybe leave it out: it is for paths along edges from one source, on a graph with cycles");
        return groups.values().stream().map(SharedSearches::sum).toList();
    }

    private static Optional<Object> origin(Observation one) {
        return one.target() instanceof Decision decision && isWhole(decision.point())
                ? one.oracle().as(Summable.class).flatMap(Summable::origin)
                : Optional.empty();
    }

    /** A mean of decisions is none. */
    private static boolean isWhole(Vertex y) {
        for (int k = 0; k < y.size(); k++) {
            if (y.value(k) != Math.rint(y.value(k))) {
                return false;
            }
        }
        return true;
    }

    private static Object key(Object origin, Observation one) {
        return List.of(origin, one.features(), one.weight(), isAlone(one), isAlone(one) ? "" : one.cluster());
    }

    private static boolean isAlone(Observation one) {
        return one.cluster().equals(one.id());
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
        for (Observation one : group) {
            Vertex y = ((Decision) one.target()).point();
            for (int k = 0; k < y.size(); k++) {
                sum.merge(y.index(k), y.value(k), Double::sum);
            }
        }
        Vertex all = new Vertex(group.get(0).oracle().dimension());
        sum.forEach((coordinate, count) -> all.add(coordinate, count));
        return all;
    }

    /** Returns what to tell of intervals over few sums, or nothing. */
    public static String warning(List<Observation> sums) {
        long clusters = sums.stream().map(Observation::cluster).distinct().count();
        return clusters >= FEW
                ? ""
                : "errors are over " + clusters + " sums or clusters, too few to trust. Maybe fit each trip by itself";
    }

    /** Returns how many examples one stands for. */
    static int count(LinearOracle oracle) {
        return oracle.as(Summable.class).map(Summable::terms).orElse(1);
    }
}
