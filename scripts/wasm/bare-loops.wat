;; Loops that move tensors and compute next to nothing: what a batch norm costs at least, where it has to read or write this much.
;; Addresses and `end` are in bytes; a loop takes 64 of them at a time.
(module
  (import "env" "memory" (memory 1 65536))

  ;; Reads [from, end).
  (func $read (export "read") (param $from i32) (param $end i32) (result i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $next
      (local.set $a (v128.xor (local.get $a) (v128.load (local.get $from))))
      (local.set $b (v128.xor (local.get $b) (v128.load offset=16 (local.get $from))))
      (local.set $c (v128.xor (local.get $c) (v128.load offset=32 (local.get $from))))
      (local.set $d (v128.xor (local.get $d) (v128.load offset=48 (local.get $from))))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 64))) (local.get $end))))
    (i32x4.extract_lane 0
      (v128.xor (v128.xor (local.get $a) (local.get $b)) (v128.xor (local.get $c) (local.get $d)))))

  ;; Writes [from, end) to `to`.
  (func $move (export "move") (param $from i32) (param $end i32) (param $to i32)
    (loop $next
      (v128.store (local.get $to) (v128.load (local.get $from)))
      (v128.store offset=16 (local.get $to) (v128.load offset=16 (local.get $from)))
      (v128.store offset=32 (local.get $to) (v128.load offset=32 (local.get $from)))
      (v128.store offset=48 (local.get $to) (v128.load offset=48 (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 64))) (local.get $end)))))

  ;; Writes the sum of [from, end) and as much from `other` to `to`.
  (func $add (export "add") (param $from i32) (param $end i32) (param $other i32) (param $to i32)
    (loop $next
      (v128.store (local.get $to) (f32x4.add (v128.load (local.get $from)) (v128.load (local.get $other))))
      (v128.store offset=16 (local.get $to)
        (f32x4.add (v128.load offset=16 (local.get $from)) (v128.load offset=16 (local.get $other))))
      (v128.store offset=32 (local.get $to)
        (f32x4.add (v128.load offset=32 (local.get $from)) (v128.load offset=32 (local.get $other))))
      (v128.store offset=48 (local.get $to)
        (f32x4.add (v128.load offset=48 (local.get $from)) (v128.load offset=48 (local.get $other))))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (local.set $other (i32.add (local.get $other) (i32.const 64)))
      (br_if $next (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 64))) (local.get $end)))))

  ;; Does the index-th piece of a loop that lies at $loop as words: 0 to read, 1 to move or 2 to add; from; end; other; to; bytes of a piece.
  (func (export "item") (param $loop i32) (param $index i32)
    (local $skipped i32) (local $from i32) (local $end i32) (local $to i32)
    (local.set $skipped (i32.mul (local.get $index) (i32.load offset=20 (local.get $loop))))
    (local.set $from (i32.add (i32.load offset=4 (local.get $loop)) (local.get $skipped)))
    (local.set $end (i32.add (local.get $from) (i32.load offset=20 (local.get $loop))))
    (if (i32.gt_u (local.get $end) (i32.load offset=8 (local.get $loop)))
      (then (local.set $end (i32.load offset=8 (local.get $loop)))))
    (local.set $to (i32.add (i32.load offset=16 (local.get $loop)) (local.get $skipped)))
    (if (i32.eqz (i32.load (local.get $loop)))
      (then (drop (call $read (local.get $from) (local.get $end))))
      (else
        (if (i32.eq (i32.load (local.get $loop)) (i32.const 1))
          (then (call $move (local.get $from) (local.get $end) (local.get $to)))
          (else
            (call $add (local.get $from) (local.get $end)
              (i32.add (i32.load offset=12 (local.get $loop)) (local.get $skipped)) (local.get $to))))))))
