// compiled only: DJL's engines have natives
import ai.djl.training.loss.Loss;
import io.dither.djl.OracleLoss;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;

class Main {
    static Loss loss() {
        PerturbedOptimizer ranking = PerturbedOptimizer.builder(Oracles.ranking(4)).samples(10).build();
        return OracleLoss.ofDecisions(new FenchelYoungLoss(ranking), () -> 0L);
    }
}
