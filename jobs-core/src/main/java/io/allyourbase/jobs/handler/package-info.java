@NullMarked
package io.allyourbase.jobs.handler;

import org.jspecify.annotations.NullMarked;
