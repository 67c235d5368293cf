package io.dither.learn;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One machine in the place of a cluster. */
final class ThisMachine implements Cluster {
    record Here(List<Observation> observations) implements History {
        @Override
        public Fitted fit(Learner learner) {
            return learner.fit(observations);
        }

        @Override
        public Fitted fit(Learner learner, List<Observation> some) {
            return learner.fit(some);
        }

        @Override
        public <T extends Serializable> void decide(
                Fitted fitted, List<Observation> some, Work<T> work, Consumer<? super T> hears) {
            try (Predictor predictor = Predictor.of(fitted)) {
                some.forEach(one -> hears.accept(work.of(one, predictor)));
            }
        }

        @Override
        public <E extends Persons> Asked<E> byPerson(
                List<Observation> some, Preparation<E> preparation, Supplier<Asked<E>> here) {
            return here.get();
        }

        @Override
        public void close() {}
    }

    @Override
    public History send(List<Observation> observations, Function<? super Observation, String> oracleText) {
        return new Here(observations);
    }

    @Override
    public void close() {}
}
