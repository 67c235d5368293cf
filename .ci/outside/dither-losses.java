import io.dither.layer.Decision;
import io.dither.losses.FenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;

class Main {
    public static void main(String[] args) {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).noise(Noise.gumbel()).threads(2).build()) {
            double[] theta = {0.2, 0.9, -0.4};
            System.out.println(new FenchelYoungLoss(layer).evaluate(theta, Decision.of(0, 1, 0)).value());
        }
    }
}
