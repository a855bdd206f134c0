/** May this connection pass, and by which rule: the independent evaluator. */
@NullMarked
package io.policap.infer.evaluate;

import org.jspecify.annotations.NullMarked;
