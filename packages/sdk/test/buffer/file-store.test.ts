import { describe, it } from 'node:test';
import { bufferStoreContract } from '../contract/buffer-store-contract.ts';
import { bufferStoreModel } from '../contract/buffer-store-model.ts';
import { fileKind } from '../support/file-world.ts';

bufferStoreContract({ describe, it }, fileKind);
bufferStoreModel({ describe, it }, fileKind, 40);
