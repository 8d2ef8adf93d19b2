import { expect, test } from 'vitest';
import {
  integerField,
  message,
  messageField,
  textField,
  toBytes,
} from '../../../../src/learning/onnx/protobuf.ts';

// The examples of protobuf.dev/programming-guides/encoding.
test('an integer is written seven bits a byte', () => {
  expect([...toBytes(integerField(1, 150))]).toEqual([0x08, 0x96, 0x01]);
  expect([...toBytes(integerField(1, 0))]).toEqual([0x08, 0]);
});

test('an integer beyond 32 bits is written whole', () => {
  expect([...toBytes(integerField(1, 2 ** 35))]).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
});

test('a text is written with its length in bytes, as UTF-8', () => {
  expect([...toBytes(textField(2, 'testing'))]).toEqual([0x12, 7, ...Buffer.from('testing')]);
  const text = '% µ °C 電池 🔋';
  const bytes = Buffer.from(text);
  expect([...toBytes(textField(2, text))]).toEqual([0x12, bytes.length, ...bytes]);
});

test('a message within a message', () => {
  expect([...toBytes(messageField(3, message(integerField(1, 150))))]).toEqual([0x1a, 3, 0x08, 0x96, 0x01]);
});
