package io.dither.experiments;

import io.dither.learn.Cluster;
import io.dither.learn.ClusterProvider;
import io.dither.learn.Learner;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A cluster in this process: what must travel is copied through bytes, and oracles are made again from their texts. */
public final class CopyingCluster implements ClusterProvider {
    /** What was asked of it, in order. */
    public static final List<String> CALLS = new ArrayList<>();

    /** Creates the provider. */
    public CopyingCluster() {}

    @Override
    public Cluster open(String master, Map<String, String> settings) {
        CALLS.add("open " + master);
        return new Cluster() {
            @Override
            public History send(List<Observation> observations, Function<? super Observation, String> oracleText) {
                CALLS.add("send");
                OracleRegistry registry = OracleRegistry.discover();
                List<Observation> copies = new ArrayList<>();
                for (Observation one : observations) {
                    copies.add(new Observation(
                            one.id(),
                            copy(one.features()),
                            registry.create(oracleText.apply(one)),
                            copy(one.target()),
                            one.attributes()));
                }
                return new Copied(copies);
            }

            @Override
            public void close() {
                CALLS.add("close");
            }
        };
    }

    private record Copied(List<Observation> copies) implements Cluster.History {
        @Override
        public Fitted fit(Learner learner) {
            return fit(learner, copies);
        }

        @Override
        public Fitted fit(Learner learner, List<Observation> some) {
            CALLS.add("fit");
            copy(learner.workload(some.get(0).oracle()));
            return learner.fit(copiesOf(some));
        }

        @Override
        public <T extends Serializable> void decide(
                Fitted fitted, List<Observation> some, Cluster.Work<T> work, Consumer<? super T> hears) {
            CALLS.add("decide");
            try (Cluster here = Cluster.ofThisMachine();
                    Cluster.History history = here.send(copies, one -> "")) {
                history.decide(fitted, copiesOf(some), copy(work), answer -> hears.accept(copy(answer)));
            }
        }

        /** On two machines, which hold the halves of the keys. */
        @Override
        public <E extends Cluster.Persons> Cluster.DistributedPersons<E> byPerson(
                List<Observation> some,
                Cluster.Preparation<E> preparation,
                Supplier<Cluster.DistributedPersons<E>> here) {
            CALLS.add("byPerson");
            List<E> machines = new ArrayList<>();
            for (boolean upper : List.of(false, true)) {
                List<Observation> own = copiesOf(some).stream()
                        .filter(one -> one.clusterKey() < 0 == upper)
                        .toList();
                machines.add(copy(preparation).prepare(own, PluginCatalogue.discover()));
            }
            return new Machines<>(machines);
        }

        private List<Observation> copiesOf(List<Observation> some) {
            List<String> ids = some.stream().map(Observation::id).toList();
            return copies.stream().filter(one -> ids.contains(one.id())).toList();
        }

        @Override
        public void close() {}
    }

    private record Machines<E extends Cluster.Persons>(List<E> each) implements Cluster.DistributedPersons<E> {
        @Override
        public <T> List<T> answers(Cluster.Question<E, T> question) {
            List<T> answers = new ArrayList<>();
            for (E one : each) {
                Cluster.Question<E, T> there = copy(question);
                answers.addAll(copy(new ArrayList<>(IntStream.range(0, one.count())
                        .mapToObj(p -> there.of(one, p))
                        .toList())));
            }
            return answers;
        }

        @Override
        public void close() {
            each.forEach(Cluster.Persons::close);
        }
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // of what was written the line before
    private static <T> T copy(T object) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
