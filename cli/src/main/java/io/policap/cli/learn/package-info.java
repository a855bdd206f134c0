/** From what was read to proven policies: the pipeline behind {@code learn}, and the replay that proves. */
@NullMarked
package io.policap.cli.learn;

import org.jspecify.annotations.NullMarked;
