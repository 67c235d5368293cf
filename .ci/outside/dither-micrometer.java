import io.dither.micrometer.LayerMeters;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class Main {
    public static void main(String[] args) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                .listener(new LayerMeters(registry))
                .build()) {
            layer.estimate(new double[] {1, 2, 3});
        }
        System.out.println(registry.get("dither.solves").counter().count() + " solves");
    }
}
