package io.dither.learn.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.learn.Choices;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.Tuning;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study does what its parts do one by one. */
class StudyTest {
    private static final FitSettings GUMBEL = FitSettings.USUAL.with("noise", "gumbel");
    private static final SharedLinearModel MODEL = SharedLinearModel.of("a", "b");
    private static final List<Observation> HISTORY = Choices.of(80, 3, 1, -0.5);

    private static Study study() {
        return Study.of(HISTORY).model(MODEL).settings(usual -> GUMBEL).threads(1);
    }

    private static Fitted fit(FitSettings settings, List<Observation> observations) {
        return Learner.of(MODEL).with(settings).threads(1).fit(observations);
    }

    @Test
    void itFitsTheTrainingPartAndThenAll() {
        StudyResults results = study().seed(5).run();
        Holdout split = Holdout.split(HISTORY, 0.2, 5);
        assertEquals(split, results.heldOut().split());
        assertEquals(
                fit(GUMBEL.with("seed", 5), HISTORY).weights(), results.fit().weights());
        Fitted trained = results.heldOut().fit().orElseThrow();
        assertArrayEquals(fit(GUMBEL.with("seed", 5), split.training()).parameters(), trained.parameters());
        assertEquals(0, trained.covariance().length, "the training part takes no intervals");
        assertEquals(
                Outcome.all(split.heldOut(), trained).stream()
                        .map(Outcome::mismatches)
                        .toList(),
                results.heldOut().outcomes().stream().map(Outcome::mismatches).toList());
        assertTrue(results.toString().contains("exact match"), results.toString());
    }

    @Test
    void nothingNeedBeHeldOut() {
        Study study = study().holdout(0);
        StudyResults results = study.run();
        assertEquals(List.of(), results.metrics());
        assertTrue(results.heldOut().fit().isEmpty() && study.diagnose(results).isEmpty());
    }

    @Test
    void theBestOfSeveralSettingsIsChosenOnTheTrainingPart() {
        List<FitSettings> settings = Tuning.grid(List.of(GUMBEL), "l2", 0, 100);
        List<String> stages = new ArrayList<>();
        StudyResults results = study().settings(settings).folds(2).run(new StudyListener() {
            @Override
            public void stage(String text) {
                stages.add(text);
            }
        });
        assertEquals(0, results.setting().l2());
        assertEquals("choosing among 2 settings by 2 folds", stages.get(0));
        assertEquals("learning on all 80 examples", stages.get(stages.size() - 1));
    }

    /** With one feature, all penalties lead to the same decisions: only the probabilities differ. */
    @Test
    void settingsOfChoicesAreChosenByTheirProbabilities() {
        List<Observation> withoutCosts = Choices.of(80, 3, 1).stream()
                .map(example -> Observation.of(example.id(), example.features(), example.oracle(), example.target()))
                .toList();
        Study study = Study.of(withoutCosts)
                .model(SharedLinearModel.of("a"))
                .settings(Tuning.grid(List.of(GUMBEL), "l2", 1, 0))
                .folds(2)
                .holdout(0)
                .threads(1);
        assertEquals(0, study.run().setting().l2());
        assertEquals(1, study.chooseBy("coordinate accuracy").run().setting().l2());
    }

    @Test
    void theLatestAreHeldOutInTime() {
        StudyResults results = study().inTime(HISTORY::indexOf).run();
        assertEquals(HISTORY.subList(64, 80), results.heldOut().split().heldOut());
    }

    @Test
    void baselinesAreComparedAndTheModelIsSaved(@TempDir Path folder) {
        Study study = study();
        StudyResults results = study.run();
        Diagnosis diagnosis = study.diagnose(results).orElseThrow();
        assertFalse(diagnosis.comparison().differences().isEmpty());
        results.save(folder);
        SavedModel saved = SavedModel.load(folder);
        assertEquals(results.fit().weights(), saved.fitted().weights());
        assertEquals(results.heldOut().metrics(), saved.heldOut());
        assertEquals(results.provenance(), saved.provenance());
        assertEquals("shared-linear", saved.provenance().get(Study.COST_MODEL));
    }

    @Test
    void aModelByItsTextIsTheSame() {
        StudyResults results = study().model("shared-linear", "a", "b").run();
        assertEquals(study().run().fit().weights(), results.fit().weights());
    }

    @Test
    void weightsAreHeardOfBeforeTheirErrors() {
        List<StudyResults> early = new ArrayList<>();
        StudyResults results = study().settings(
                        usual -> GUMBEL.with("samples", 2).with("noise", "gaussian"))
                .run(new StudyListener() {
                    @Override
                    public void fitted(StudyResults before) {
                        early.add(before);
                    }
                });
        assertEquals(1, early.size());
        assertArrayEquals(results.fit().parameters(), early.get(0).fit().parameters());
        assertEquals(results.provenance(), early.get(0).provenance());
    }

    @Test
    void aListenerStopsIt() {
        Study study = study().settings(usual -> GUMBEL.with("noise", "gaussian"));
        assertThrows(
                StoppedException.class,
                () -> study.run(new StudyListener() {
                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                }));
    }

    @Test
    void theOracleOfTrainingIsComparedWithTheOneThatDecides() {
        StudyResults results = study().settings(usual -> FitSettings.USUAL.with("samples", 5))
                .trainOn(example ->
                        example.withOracle(Oracles.hypercube(example.oracle().dimension())))
                .run();
        assertEquals(3, results.measures().relaxation().size());
        assertEquals(
                "relaxation: same decision",
                results.measures().relaxation().get(0).name());
        assertEquals(
                Metric.Better.HIGHER, results.measures().relaxation().get(0).better());
    }

    @Test
    void lossesOfTrueCostsLearnFromThese() {
        StudyResults results = study().settings(usual -> FitSettings.USUAL.with("loss", "spo-plus"))
                .run();
        assertTrue(results.metrics().stream().anyMatch(metric -> metric.name().startsWith("regret")));
        LinearOracle pair = Oracles.argmax(2);
        Study without = Study.of(List.of(
                        Observation.of("x", Features.of(new double[] {1}, new double[] {2}), pair, Decision.of(0, 1))))
                .model("shared-linear", "a")
                .settings(usual -> usual.with("loss", "spo-plus"));
        assertEquals(
                "spo-plus learns from true costs, and example x has none",
                assertThrows(InvalidArgumentException.class, without::run)
                        .getMessage()
                        .split("\\. ")[0]);
    }

    @Test
    void aSolveThatTakesTooLongSparesTheRest() {
        List<String> warnings = new ArrayList<>();
        StudyListener listener = new StudyListener() {
            @Override
            public void warning(String text) {
                warnings.add(text);
            }
        };
        assertTrue(OptionalMeasurement.of(
                        () -> {
                            throw new OracleException(OracleException.Code.TIMEOUT, "no solution in 1 s");
                        },
                        "there is no diagnosis",
                        listener)
                .isEmpty());
        assertEquals(List.of("there is no diagnosis: no solution in 1 s"), warnings);
    }

    /** No solution is found for equal costs: the costs of the model without effects, if no noise is added to them. */
    @Test
    void aStudyNeedsNoDecisionsOfTheSimplerModel() {
        LinearOracle pair = Oracles.argmax(2);
        LinearOracle unequal = LinearOracle.of(2, theta -> {
            if (theta[0] == theta[1]) {
                throw new OracleException(OracleException.Code.TIMEOUT, "no solution in 1 s");
            }
            return pair.solve(theta);
        });
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Features features = Features.of(new double[] {i}, new double[] {i}).withGroups("g", "h");
            history.add(Observation.of("x" + i, features, unequal, i % 4 == 0 ? Decision.of(1, 0) : Decision.of(0, 1)));
        }
        List<String> warnings = new ArrayList<>();
        StudyResults results = Study.of(history)
                .model(SharedLinearModel.of("a").withEffects(List.of("g", "h"), false))
                .settings(usual ->
                        usual.with("noise", "gaussian").with("samples", 5).with("errors", "none"))
                .threads(1)
                .run(new StudyListener() {
                    @Override
                    public void warning(String text) {
                        warnings.add(text);
                    }
                });
        assertEquals(List.of(), results.heldOut().simplerOutcomes());
        assertFalse(results.heldOut().outcomes().isEmpty());
        assertEquals(List.of("there is no comparison with a model without effects: no solution in 1 s"), warnings);
    }

    /** Of 80 examples, 64 are the training part; 2 candidates with 4 folds. */
    @Test
    void aPlanCountsFoldsOfTheTrainingPart() {
        Study study = study().settings(Tuning.grid(List.of(GUMBEL), "l2", 0, 1)).folds(4);
        assertEquals(1 + 0.8 + 2 * 3 * 0.8, study.plan(false).work().fits(), 1e-12);
        // rolling folds are fitted to 1, 2, 3 and 4 fifths of the training part
        assertEquals(
                1 + 0.8 + 2 * 2 * 0.8,
                study.inTime(HISTORY::indexOf).plan(false).work().fits(),
                1e-12);
    }

    @Test
    void decisionsOfOneTimeHaveNoChangeOverTime() {
        List<Outcome> outcomes = Outcome.all(HISTORY, fit(GUMBEL, HISTORY));
        assertEquals(Optional.empty(), OverTime.of(outcomes, example -> 7));
    }

    @Test
    void whatIsMissingIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> study().settings(List.of()));
        assertThrows(InvalidArgumentException.class, () -> Study.of(HISTORY).run());
        assertThrows(InvalidArgumentException.class, () -> Study.of(List.of()));
        assertEquals("", study().reasonWithoutErrors());
    }
}
