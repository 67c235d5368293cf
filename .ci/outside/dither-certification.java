import io.dither.noise.Noise;
import io.dither.testing.certification.GradientCertification;

class Main {
    public static void main(String[] args) {
        GradientCertification certification = GradientCertification.of(Noise.gumbel(), samples -> {
            throw new IllegalStateException("a layer of " + samples + " samples");
        });
        try {
            certification.run(new double[] {1, 2});
        } catch (IllegalStateException asked) {
            System.out.println(asked.getMessage());
        }
    }
}
