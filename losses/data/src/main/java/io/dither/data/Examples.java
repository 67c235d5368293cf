package io.dither.data;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.learn.CostModelFactory;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.storage.Checksums;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The examples of a history. Observations are sorted by their ids, so that the order of rows in the file does not
 * matter.
 *
 * @param columns the columns from which features are made
 * @param instances the examples, in the order in which they first appear
 * @param observations the examples with their decisions, or with true costs if there is no column of decisions; empty
 * if there is neither
 * @param ranks the rank of each example in time, from 0, keyed by its id; equal times have equal ranks; empty without a
 * column of times
 * @param trainingOracles the oracle on which an observation is trained, keyed by the id of the observation, if it is
 * not the oracle of the observation itself
 * @param notes sentences for the user about how the examples were read
 */
public record Examples(
        FeatureColumns columns,
        List<Instance> instances,
        List<Observation> observations,
        Map<String, Integer> ranks,
        Map<String, OracleTexts.OracleWithText> trainingOracles,
        List<String> notes) {
    /**
     * Creates the examples.
     *
     * @param columns where the features come from
     * @param instances the examples; copied
     * @param observations the examples with decisions or costs; copied
     * @param ranks the ranks in time; copied
     * @param trainingOracles the oracles to train on; copied
     * @param notes what a user should know; copied
     */
    public Examples {
        instances = instances instanceof ExampleColumns.Instances ? instances : List.copyOf(instances);
        observations = ObservationTable.copyOf(observations);
        ranks = Map.copyOf(ranks);
        trainingOracles = Map.copyOf(trainingOracles);
        notes = List.copyOf(notes);
    }

    /**
     * Returns the groups of coordinates that have effects, for {@link
     * io.dither.learn.model.SharedLinearModel#withEffects}.
     *
     * @return the names of the groups, each once; none unless {@link ColumnRoles.Role#EFFECTS} is named
     */
    public List<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        if (observations.isEmpty() || !observations.get(0).features().hasGroups()) {
            return List.of();
        }
        // many examples may share their features, such as the roads of a map, which are then read once
        Set<Features> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Observation observation : observations) {
            Features features = observation.features();
            for (int row = 0; features.hasGroups() && row < features.rows() && !seen.contains(features); row++) {
                groups.add(features.group(row));
            }
            seen.add(features);
        }
        return List.copyOf(groups);
    }

    /** {@return the names that the data give to coordinates, if they are the same in all examples; empty if they differ or if there are none} */
    public List<String> coordinates() {
        List<String> first =
                instances.stream().findFirst().map(Instance::coordinates).orElse(List.of());
        if (instances instanceof ExampleColumns.Instances table) {
            return table.allHaveCoordinates(first) ? first : List.of();
        }
        return instances.stream().allMatch(instance -> instance.coordinates().equals(first)) ? first : List.of();
    }

    /**
     * {@return the shape of the examples, for which a cost model is made: the names of features, groups and
     * coordinates, and the dimension and the domain of the oracle}
     */
    public CostModelFactory.Shape shape() {
        Arguments.atLeast("number of observations", observations.size(), 1);
        Arguments.atLeast("number of instances", instances.size(), 1);
        LinearOracle first = observations.get(0).oracle();
        Instance instance = instances.get(0);
        // the oracle itself names the coordinates, and is the same for all examples
        boolean isOneOracle = instance.coordinates().isEmpty()
                && instance.oracle().as(NamedCoordinates.class).isPresent()
                && instances.stream().allMatch(other -> other.oracle() == instance.oracle());
        return new CostModelFactory.Shape(
                columns.names(),
                first.dimension(),
                first.domain().isEverywhere(), // whether costs may have any sign and size
                groups(),
                isOneOracle ? instance.names() : coordinates());
    }

    /** {@return a function that writes a decision of an observation by the names of its coordinates} */
    public BiFunction<Vertex, Observation, String> decisionTexts() {
        Function<String, Optional<Instance>> byId = byId();
        return (y, observation) -> byId.apply(observation.id())
                .map(instance -> instance.text(y))
                .orElseGet(() -> DecisionText.of(y, observation.oracle()));
    }

    /** {@return a function that finds an instance by its id} */
    public Function<String, Optional<Instance>> byId() {
        if (instances instanceof ExampleColumns.Instances table) {
            return table::find;
        }
        Map<String, Instance> byId = new HashMap<>();
        instances.forEach(instance -> byId.put(instance.id(), instance));
        return id -> Optional.ofNullable(byId.get(id));
    }

    /**
     * {@return the same observation with the oracle to train on}
     *
     * @param observation an observation of this history
     */
    public Observation forTraining(Observation observation) {
        OracleTexts.OracleWithText trainingOracle = trainingOracles.get(observation.id());
        return trainingOracle == null ? observation : observation.withOracle(trainingOracle.oracle());
    }

    /**
     * {@return the same examples with further features after the features of their columns}
     *
     * @param names the names of the further features
     * @param addition adds the features to an example, and may change its oracle; an example without decision and costs is passed as {@link
     *     Instance#undecided}, with empty costs as its target
     */
    public Examples adding(List<String> names, UnaryOperator<Observation> addition) {
        Map<String, Observation> extended = new HashMap<>();
        List<Observation> changed = new ArrayList<>();
        // the map keeps the result, so that the instance of an observation is not extended again
        for (Observation observation : observations) {
            changed.add(extended.computeIfAbsent(observation.id(), id -> addition.apply(observation)));
        }
        List<Instance> extendedInstances = instances.stream()
                .map(instance -> instance.with(
                        extended.computeIfAbsent(instance.id(), id -> addition.apply(instance.undecided()))))
                .toList();
        return new Examples(columns.adding(names), extendedInstances, changed, ranks, trainingOracles, notes);
    }

    /**
     * Returns the SHA-256 of the texts of all oracles and of the number of examples of each. In the texts, checksums of
     * files replace the names of files, so that the result depends on their contents; see {@link io.dither.learn.Estimator#inputs}.
     *
     * @param registry the registry that made the oracles
     * @return 64 hexadecimal digits
     * @throws DataException if a file cannot be read
     */
    public String oraclesSha256(OracleRegistry registry) {
        Map<String, Integer> texts = new HashMap<>();
        if (instances instanceof ExampleColumns.Instances table) {
            table.countTexts(texts);
        } else {
            instances.forEach(instance -> texts.merge(instance.oracleText(), 1, Integer::sum));
        }
        Map<String, String> files = new HashMap<>();
        Map<String, Integer> withSums = new TreeMap<>();
        texts.forEach((text, count) -> withSums.merge(
                registry.withFiles(text, name -> files.computeIfAbsent(name, file -> Checksums.sha256(Path.of(file)))),
                count,
                Integer::sum));
        MessageDigest digest = Checksums.newDigest();
        withSums.forEach((text, count) -> digest.update((count + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
