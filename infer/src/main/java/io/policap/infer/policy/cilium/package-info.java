/** The model of CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy objects. */
@NullMarked
package io.policap.infer.policy.cilium;

import org.jspecify.annotations.NullMarked;
