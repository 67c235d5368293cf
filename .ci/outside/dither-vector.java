// java --add-modules jdk.incubator.vector
import io.dither.kernel.Kernels;

class Main {
    public static void main(String[] args) {
        if (!Kernels.problems().isEmpty()) {
            throw new IllegalStateException(Kernels.problems().toString());
        }
        System.out.println(Kernels.get().name() + " kernels");
    }
}
